/// A `request_id` that was used, and the order that it made.
package struct PlacedRequest: Sendable, Equatable {
    /// `request_id`s are each account's own.
    package struct Key: Hashable, Sendable {
        package let account: AccountID
        private let exactID: ExactText

        package init(account: AccountID, requestID: String) {
            self.account = account
            exactID = ExactText(requestID)
        }

        package var requestID: String { exactID.text }
    }

    package let key: Key
    /// A digest of the parameters it came with.
    package let fingerprint: [UInt8]
    package let order: OrderID

    package init(key: Key, fingerprint: [UInt8], order: OrderID) {
        self.key = key
        self.fingerprint = fingerprint
        self.order = order
    }
}
