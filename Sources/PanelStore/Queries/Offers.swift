package import PanelCore

/// The services that an account has starred; none when it has starred nothing.
package struct FavouritesOfAccount: Query {
    package typealias Answer = Favourites

    package let account: AccountID

    package init(_ account: AccountID) {
        self.account = account
    }
}

/// What is new of services since a moment, the newest first.
package struct NewsOfServices: Listing {
    package typealias Row = ServiceNews

    package let since: Timestamp
    package var part: Part

    package init(since: Timestamp, _ part: Part) {
        self.since = since
        self.part = part
    }
}

/// The oldest news that are from before a moment.
package struct OldNews: Query {
    package typealias Answer = [ServiceNews.Key]

    package let before: Timestamp
    package let most: Int

    package init(before: Timestamp, most: Int) {
        self.before = before
        self.most = most
    }
}

/// How long orders usually take, of each service that has had enough of them.
package struct UsualTimesOfServices: Query {
    package typealias Answer = [ServiceID: UsualTimes]

    package init() {}
}

/// Orders that were completed since the last time that they were counted, in the order in which they were.
package struct CompletedOrders: Query {
    package struct Answer: Sendable, Equatable {
        /// Up to where they were counted.
        package let counted: CountedOrders
        package let orders: [CompletedOrder]

        package init(counted: CountedOrders, orders: [CompletedOrder]) {
            self.counted = counted
            self.orders = orders
        }
    }

    /// Those that were completed later wait for the next time: one that is written at the moment may come before them.
    package let until: Timestamp
    package let most: Int

    package init(until: Timestamp, most: Int) {
        self.until = until
        self.most = most
    }
}
