import PanelCore

/// An order as the books keep it: small, because there may be millions.
struct SandboxOrder {
    /// What few orders have.
    final class Details: Sendable {
        let requestID: String?
        /// What was sent, but the key and the action, by name.
        let parameters: [ParameterSet.Entry]
        let subscription: OrderState.Subscription?

        init(requestID: String?, parameters: [ParameterSet.Entry], subscription: OrderState.Subscription?) {
            self.requestID = requestID
            self.parameters = parameters
            self.subscription = subscription
        }
    }

    /// The places of its customer and its service.
    let customer: Int32
    let service: Int32
    let quantity: Int64
    let charge: Money
    let createdAt: Int64
    let link: String
    /// `nil` when nothing but service, link and quantity was sent.
    let details: Details?

    var refunded = Money.zero
    // They mean nothing as long as `status` is `nil`.
    var remains: Int64 = 0
    var startCount: Int64 = 0
    /// `nil` as long as the clock decides.
    var status: OrderStatus?
    /// Whether its customer canceled it.
    var wasCanceled = false
}

/// What can be told of an order at a moment.
struct OrderView: Equatable {
    var status: OrderStatus
    var remains: Int64
    var startCount: Int64
}

/// What becomes of orders as time passes.
struct Course {
    /// In milliseconds.
    let start: Int64
    let deliver: Int64
    let outcomes: Outcomes

    init(pace: Pace, outcomes: Outcomes) {
        start = pace.start.wholeMilliseconds
        deliver = pace.deliver.wholeMilliseconds
        self.outcomes = outcomes
    }

    /// Whether the clock has brought an order of that age its outcome.
    func isOver(age: Int64) -> Bool {
        outcomes != .never && age >= start + deliver
    }

    func view(of order: SandboxOrder, id: Int64, now: Int64) -> OrderView {
        if let status = order.status {
            return OrderView(status: status, remains: order.remains, startCount: order.startCount)
        }
        let age = now - order.createdAt
        guard age >= start else { return OrderView(status: .pending, remains: order.quantity, startCount: 0) }
        let startCount = 1000 + id.magnitude.multipliedReportingOverflow(by: 7919).partialValue % 9000
        var view = OrderView(status: .inProgress, remains: order.quantity, startCount: Int64(startCount))
        guard outcomes != .never else { return view }
        let end = outcome(of: order, id: id)
        if isOver(age: age) {
            view.status = end.status
            view.remains = end.remains
        } else {
            view.remains -= Course.part(of: order.quantity - end.remains, age - start, over: deliver)
        }
        return view
    }

    private func outcome(of order: SandboxOrder, id: Int64) -> (status: OrderStatus, remains: Int64) {
        guard outcomes == .oneInTenFails else { return (.completed, 0) }
        switch id % 20 {
        // An order of one or two pieces has no third.
        case 9 where order.quantity >= 3: return (.partial, order.quantity / 3)
        case 19: return (.canceled, order.quantity)
        default: return (.completed, 0)
        }
    }

    /// `amount` × `numerator` ÷ `denominator`, rounded down; the numerator is the smaller of the two.
    private static func part(of amount: Int64, _ numerator: Int64, over denominator: Int64) -> Int64 {
        denominator.dividingFullWidth(amount.multipliedFullWidth(by: numerator)).quotient
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
