/// How long a service's orders usually take, from when they are placed: medians of its last ones.
package struct UsualTimes: Sendable, Equatable {
    /// In seconds, until an order is known to have started.
    package let toStart: Int64
    /// In seconds, until it is completed.
    package let toFinish: Int64

    /// Fewer orders say nothing.
    package static let leastOrders = 10
    /// Of a service's orders, so many count: the last ones.
    package static let mostOrders = 100

    package init(toStart: Int64, toFinish: Int64) {
        self.toStart = toStart
        self.toFinish = toFinish
    }

    /// The medians of both times.
    ///
    /// - Returns: `nil` while there are fewer than ``leastOrders``.
    package init?(of orders: [OrderTimes]) {
        guard orders.count >= UsualTimes.leastOrders else { return nil }
        toStart = UsualTimes.median(orders.map(\.toStart))
        toFinish = UsualTimes.median(orders.map(\.toFinish))
    }

    /// What half of them do not exceed. Of an even number it is the greater one of the two in the middle: a time that is
    /// said is rather too long than too short.
    private static func median(_ times: [Int64]) -> Int64 {
        times.sorted()[times.count / 2]
    }
}

/// How long one order took.
package struct OrderTimes: Sendable, Hashable {
    /// In seconds.
    package let toStart: Int64
    /// In seconds.
    package let toFinish: Int64

    /// - Parameters: Less than nothing is nothing, and more than ``longest`` is that: clocks are set.
    package init(toStart: Int64, toFinish: Int64) {
        self.toStart = min(max(0, toStart), OrderTimes.longest)
        self.toFinish = min(max(0, toFinish), OrderTimes.longest)
    }

    /// 68 years.
    private static let longest = Int64(Int32.max)
}

/// An order that was completed.
package struct CompletedOrder: Sendable, Equatable {
    package let id: OrderID
    package let service: ServiceID
    package let finishedAt: Timestamp
    /// How long it took; `nil` when it says nothing of others: the customer decides how long a drip-feed and a subscription
    /// take.
    package let times: OrderTimes?

    package init(id: OrderID, service: ServiceID, finishedAt: Timestamp, times: OrderTimes?) {
        self.id = id
        self.service = service
        self.finishedAt = finishedAt
        self.times = times
    }
}
