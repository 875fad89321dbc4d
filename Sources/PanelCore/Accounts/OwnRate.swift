/// A price agreed with one account for one service.
package struct OwnRate: Record {
    package static let lockRank = LockRank.settings

    package let key: Key
    /// Not negative.
    package var rate: Money

    /// Whose price of what.
    package struct Key: RecordKey {
        package let account: AccountID
        package let service: ServiceID

        package init(account: AccountID, service: ServiceID) {
            self.account = account
            self.service = service
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.account, left.service) < (right.account, right.service)
        }
    }

    package init(key: Key, rate: Money) {
        self.key = key
        self.rate = rate
    }

    package static func outdates(from old: OwnRate?, to new: OwnRate?) -> KeptInMemory? {
        (new ?? old).map { .account($0.key.account) }
    }
}
