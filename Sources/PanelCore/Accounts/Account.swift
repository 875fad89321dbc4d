/// Somebody who holds an API key: a customer, or one of the operator's people.
///
/// The balance is not here. It lives beside the ledger, because it changes with every order and this does not.
package struct Account: NumberedRecord {
    package static let lockRank = LockRank.accounts

    package let id: AccountID
    package let name: AccountName
    package let role: Role
    /// How the API words its answers to this account's key.
    package var profile: ResponseProfile
    /// The language of the messages in those answers.
    package var language: Language
    /// What is taken off every list price.
    package let discount: Discount
    package var keyDigest: KeyDigest
    /// `nil` for a key that nobody was told.
    package var keyHint: KeyHint?
    package var isSuspended: Bool
    package let createdAt: Timestamp

    package init(
        id: AccountID,
        name: AccountName,
        role: Role,
        profile: ResponseProfile,
        language: Language,
        discount: Discount,
        keyDigest: KeyDigest,
        keyHint: KeyHint? = nil,
        isSuspended: Bool,
        createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.profile = profile
        self.language = language
        self.discount = discount
        self.keyDigest = keyDigest
        self.keyHint = keyHint
        self.isSuspended = isSuspended
        self.createdAt = createdAt
    }

    /// Nobody remembers a new one.
    package static func outdates(from old: Account?, to new: Account?) -> KeptInMemory? {
        old.map { .account($0.id) }
    }
}

/// What an account may do: ``permissions`` says it.
package enum Role: String, CaseIterable, Sendable {
    case customer
    /// Reads, and handles refills and cancels.
    case support
    /// Runs the panel from day to day.
    case manager
    case owner
}

/// One of the two ways to word an answer of the API v2 (`Docs/API.md` shows both).
package enum ResponseProfile: String, CaseIterable, Sendable {
    /// As the panel's own API document has it: errors of `add` in an envelope, ids as text.
    case seed
    /// As most client libraries expect it.
    case perfectpanel
}

/// A language that messages are written in.
package enum Language: String, CaseIterable, Sendable {
    case vietnamese = "vi"
    case english = "en"
}

/// The name that staff know an account by: 1 to 64 bytes of letters, digits, `.`, `_`, `-` and `@`.
package struct AccountName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// In bytes.
    package static let longest = 64

    package init?(_ text: String) {
        guard (1...AccountName.longest).contains(text.utf8.count), text.utf8.allSatisfy(AccountName.allows) else {
            return nil
        }
        description = text
    }

    /// Takes a name that was checked before it was stored.
    package init(unchecked text: String) {
        description = text
    }

    private static func allows(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || "._-@".utf8.contains(byte)
    }
}

/// The SHA-256 digest of an API key. The key itself is stored nowhere.
package struct KeyDigest: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// By what people tell one of their keys from another.
package struct KeyHint: Hashable, Sendable {
    /// The last characters of the key; empty when they are not known any more.
    package let ending: String
    package let madeAt: Timestamp

    /// How many characters of a key are remembered, of 64.
    package static let length = 4

    package init(ending: String, madeAt: Timestamp) {
        self.ending = ending
        self.madeAt = madeAt
    }
}
