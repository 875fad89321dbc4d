/// One way to have a service delivered. A service has a list of them, in order of preference.
package struct Route: Sendable, Equatable {
    package let target: Target
    /// Whether an order with a drip-feed goes up as one, because the provider does drip-feed itself. Otherwise each
    /// run is an order of its own there.
    package var relaysDripFeed: Bool
    /// What to do when the provider changes its price.
    package var policy: PricePolicy
    /// What the provider takes for a rate unit of the service, as far as it is known.
    package var cost: Money?
    package var availability: Availability

    /// Who delivers.
    package enum Target: Hashable, Sendable {
        /// The operator's own people.
        case staff
        /// A provider, by its own id of the service.
        case provider(ProviderID, service: UpstreamID)
    }

    /// Whether new orders can take the route.
    package enum Availability: Int64, Sendable {
        case available = 1
        /// The provider no longer offers the service, or was removed.
        case gone = 2
        /// The provider asks for more than the customer pays.
        case costsMoreThanRate = 3
    }

    package init(
        target: Target,
        relaysDripFeed: Bool = false,
        policy: PricePolicy = .keepRate,
        cost: Money? = nil,
        availability: Availability = .available
    ) {
        self.target = target
        self.relaysDripFeed = relaysDripFeed
        self.policy = policy
        self.cost = cost
        self.availability = availability
    }

    package var isAvailable: Bool { availability == .available }

    /// The provider it leads to; `nil` for staff.
    package var provider: ProviderID? {
        guard case .provider(let id, _) = target else { return nil }
        return id
    }
}

/// What becomes of a service's rate when what it costs changes.
package enum PricePolicy: Hashable, Sendable {
    /// The rate stays. A route that costs more than the rate is not taken.
    case keepRate
    /// The rate follows: cost plus so many hundredths of a percent.
    case keepMarkup(basisPoints: Int64)
    /// The service is disabled until staff looked at it.
    case disable

    /// A markup of up to 10,000 %.
    package static let markupRange: ClosedRange<Int64> = 0...1_000_000
    private static let whole: Int64 = 10_000

    /// The rate that goes with a cost; `nil` when the policy names none or it does not fit. It is rounded up: of the
    /// smallest costs the markup would be lost.
    package func rate(for cost: Money) -> Money? {
        guard case .keepMarkup(let basisPoints) = self else { return nil }
        return cost.scaled(by: PricePolicy.whole + basisPoints, over: PricePolicy.whole, rounding: .up)
    }

    /// Basis points as a percentage, `12.5`.
    package static func percent(_ basisPoints: Int64) -> String {
        Money(micros: basisPoints * (Money.microsPerUnit / 100)).description
    }

    /// Reads a percentage with at most two places, `20` or `12.5`, as basis points.
    package static func basisPoints(percent text: String) -> Int64? {
        guard let percent = Money(text), !percent.isNegative else { return nil }
        let (points, remainder) = percent.micros.quotientAndRemainder(dividingBy: Money.microsPerUnit / 100)
        guard remainder == 0, markupRange.contains(points) else { return nil }
        return points
    }
}

extension Service {
    /// Whether customers can order it: staff offer it, and somebody is there to deliver it.
    package var isOffered: Bool {
        isEnabled && (routes.isEmpty || routes.contains(where: \.isAvailable))
    }

    /// Takes the route at `index` out of use while it costs more than the rate, and back when it no longer does.
    mutating func weighRoute(at index: Int) {
        guard routes[index].availability != .gone, let cost = routes[index].cost else { return }
        routes[index].availability = cost > rate ? .costsMoreThanRate : .available
    }

    /// Takes routes out of use whose cost is the price of something else than what is sold from now on, until their
    /// providers' catalogues say more.
    ///
    /// - Parameter current: The one whose cost is of now, if there is one.
    mutating func forgetCosts(exceptAt current: Int? = nil) {
        for index in routes.indices where index != current && routes[index].cost != nil {
            routes[index].cost = nil
            routes[index].availability = .gone
        }
    }

    /// The first route from `position` on that new orders can take. A service without routes is delivered by staff.
    package func nextRoute(from position: Int) -> (position: Int, route: Route)? {
        for index in routes.indices where index >= position && routes[index].isAvailable {
            return (index, routes[index])
        }
        return nil
    }
}
