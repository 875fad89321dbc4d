/// Something that commands load by its key, decide by, and write back with all of its fields.
///
/// Orders, balances, transfers and submissions are none: what every new order writes is loaded and written by hand.
package protocol Record: Sendable, Equatable {
    associatedtype Key: RecordKey

    var key: Key { get }

    /// When its rows are locked.
    static var lockRank: LockRank { get }

    /// What servers have to take in anew when it changes; `nil` when they keep nothing of it in memory.
    ///
    /// - Parameters:
    ///   - old: As it was; `nil` when it is new.
    ///   - new: As it will be; `nil` when it is deleted.
    static func outdates(from old: Self?, to new: Self?) -> KeptInMemory?
}

extension Record {
    package static func outdates(from old: Self?, to new: Self?) -> KeptInMemory? {
        lockRank == .settings ? .settings : nil
    }
}

/// What servers keep in memory, by the version that counts its changes.
package enum KeptInMemory: Sendable, Equatable {
    /// What all customers have in common: ``SettingsVersion``.
    case settings
    /// What is known of one account: ``AccountsVersion``.
    case account(AccountID)
}

/// What tells records of one kind apart. Their rows are locked in its ascending order everywhere.
package typealias RecordKey = Hashable & Comparable & Sendable

/// A record that has a number from a sequence of its own.
package protocol NumberedRecord: Record {
    associatedtype ID: TypedID

    var id: ID { get }
}

extension NumberedRecord where Key == ID {
    package var key: ID { id }
}

/// When the rows of a kind of record are locked. Every batch locks in this order, after its balances and the version of
/// the settings, and so no two wait for each other in a circle. Kinds of one rank are locked in the order in which the
/// store lists them, rows of one kind by their keys.
package enum LockRank: Int64, Comparable, Sendable {
    /// What belongs to accounts.
    case accounts = 1
    /// Settings. Whoever changes some has their version locked for itself (``ReadSet/settings``): their rows need no
    /// locks. Nor do own rates, whose account's balance is locked (``ReadSet/change(_:)``).
    case settings = 2
    /// What belongs to orders, which are locked before.
    case orders = 3
    /// What nothing else depends on.
    case last = 4

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
