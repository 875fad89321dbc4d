/// How long the last orders of a service took.
package struct ServiceTimes: Record {
    package static let lockRank = LockRank.last

    package let service: ServiceID
    /// Up to ``UsualTimes/mostOrders``, the last one at the end.
    package private(set) var orders: [OrderTimes]

    package var key: ServiceID { service }
    package var usual: UsualTimes? { UsualTimes(of: orders) }

    package init(of service: ServiceID, _ orders: [OrderTimes] = []) {
        self.service = service
        self.orders = orders
    }

    /// Takes in a later order, in place of the oldest one when there are enough.
    fileprivate mutating func add(_ order: OrderTimes) {
        orders.append(order)
        orders.removeFirst(max(0, orders.count - UsualTimes.mostOrders))
    }
}

/// Up to where orders that were completed are counted in ``ServiceTimes``. There is one, or none at the start.
package struct CountedOrders: Record {
    package static let lockRank = LockRank.last

    /// When the last one was completed.
    package let finishedAt: Timestamp
    /// The last one that was completed then.
    package let order: OrderID

    package var key: Int64 { CountedOrders.only }

    package static let only: Int64 = 1
    /// Before all orders.
    package static let none = CountedOrders(finishedAt: Timestamp(milliseconds: 0), order: OrderID(rawValue: 0))

    package init(finishedAt: Timestamp, order: OrderID) {
        self.finishedAt = finishedAt
        self.order = order
    }
}

/// Counts orders that were completed since the last time.
package struct CountCompletedOrders: Command {
    /// Up to where it was counted when they were looked for.
    package let since: CountedOrders
    /// In the order in which they were completed, and those of one moment by their ids.
    package let orders: [CompletedOrder]

    package init(_ orders: [CompletedOrder], since: CountedOrders) {
        self.orders = orders
        self.since = since
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(CountedOrders.self, CountedOrders.only)
        reads.load(ServiceTimes.self, Set(orders.lazy.filter { $0.times != nil }.map(\.service)))
    }

    /// - Returns: Whether they are counted now; not when somebody else has counted meanwhile.
    package func execute(in scope: inout Scope) throws(Never) -> Bool {
        guard let last = orders.last else { return true }
        guard (scope[CountedOrders.self, CountedOrders.only] ?? .none) == since else { return false }
        var services: [ServiceID: ServiceTimes] = [:]
        for order in orders {
            guard let times = order.times else { continue }
            let known = services[order.service] ?? scope[ServiceTimes.self, order.service]
            var service = known ?? ServiceTimes(of: order.service)
            service.add(times)
            services[order.service] = service
        }
        for (_, service) in services.sorted(by: { $0.key < $1.key }) { scope.put(service) }
        scope.put(CountedOrders(finishedAt: last.finishedAt, order: last.id))
        return true
    }
}
