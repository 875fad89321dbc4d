/// Counts the changes of everything that servers keep in memory of single accounts: keys, suspensions, own rates, and how
/// their answers are worded.
///
/// Each account has the version of its last change in the row of its balance, which every order of it locks: so it shows
/// under that lock whether a customer is still who the order was priced for, and nobody else's order is concerned.
package struct AccountsVersion: Hashable, Comparable, Sendable {
    package let rawValue: Int64

    /// The version of an account that was not changed since it was made.
    package static let unchanged = AccountsVersion(rawValue: 0)

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: AccountsVersion, right: AccountsVersion) -> Bool {
        left.rawValue < right.rawValue
    }

    package var next: AccountsVersion { AccountsVersion(rawValue: rawValue + 1) }
}
