/// What changed of a service when the catalogue of its provider did.
package struct ServiceChange: Sendable, Equatable {
    package let service: ServiceID
    package let name: String
    package let differences: [Difference]

    /// One thing that changed.
    package enum Difference: Sendable, Equatable {
        /// The service is new here: what it costs, and what it is sold at.
        case made(cost: Money, rate: Money)
        case rate(from: Money, to: Money)
        case minimum(from: Int64, to: Int64)
        case maximum(from: Int64, to: Int64)
        case subscriptionRate(from: SubscriptionRate, to: SubscriptionRate)
        case refill(offered: Bool)
        case cancel(offered: Bool)
        /// What a route costs; `nil` where that is not known.
        case cost(from: Money?, to: Money?)
        case route(from: Route.Availability, to: Route.Availability)
        case noLongerOffered
        case offeredAgain
    }

    init(new service: Service, cost: Money) {
        self.service = service.id
        name = service.name
        differences = [.made(cost: cost, rate: service.rate)]
    }

    init(from old: Service, to new: Service) {
        service = new.id
        name = new.name
        var differences: [Difference] = []
        func compare<Value: Equatable>(_ old: Value, _ new: Value, _ difference: (Value, Value) -> Difference) {
            if old != new { differences.append(difference(old, new)) }
        }
        compare(old.rate, new.rate) { .rate(from: $0, to: $1) }
        compare(old.minimum, new.minimum) { .minimum(from: $0, to: $1) }
        compare(old.maximum, new.maximum) { .maximum(from: $0, to: $1) }
        compare(old.subscriptionRate, new.subscriptionRate) { .subscriptionRate(from: $0, to: $1) }
        compare(old.offersRefill, new.offersRefill) { .refill(offered: $1) }
        compare(old.offersCancel, new.offersCancel) { .cancel(offered: $1) }
        for (old, new) in zip(old.routes, new.routes) {
            compare(old.cost, new.cost) { .cost(from: $0, to: $1) }
            compare(old.availability, new.availability) { .route(from: $0, to: $1) }
        }
        if old.isOffered, !new.isOffered { differences.append(.noLongerOffered) }
        if !old.isOffered, new.isOffered { differences.append(.offeredAgain) }
        self.differences = differences
    }
}
