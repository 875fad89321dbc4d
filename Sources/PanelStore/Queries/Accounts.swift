package import PanelCore

/// All accounts, in the order in which they were made.
package struct Accounts: Listing {
    package typealias Row = AccountRecord

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}

/// The accounts whose names begin with a text, in the order of their names.
package struct AccountsByName: Listing {
    package typealias Row = AccountRecord

    /// Compared byte by byte. An empty one is what all names begin with.
    package let prefix: String
    package var part: Part

    package init(beginningWith prefix: String, _ part: Part) {
        self.prefix = prefix
        self.part = part
    }
}

/// The accounts that have ordered, those with the newest order first. One that orders meanwhile goes to the front, and
/// so does not come on later pages.
package struct AccountsByLastOrder: Listing {
    package struct Row: Sendable, Equatable {
        package let record: AccountRecord
        package let lastOrder: OrderID

        package init(record: AccountRecord, lastOrder: OrderID) {
            self.record = record
            self.lastOrder = lastOrder
        }
    }

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}
