/// How somebody who has an account wants the pages to be. Nothing that an order costs depends on it.
package struct Person: Record {
    package static let lockRank = LockRank.accounts

    package let key: AccountID
    package var displayName: DisplayName?
    /// Nobody has proven that it is theirs: nothing is sent there, and nobody logs in with it.
    package var mail: MailAddress?
    package var language: Language
    /// `nil` for the one that the panel's settings name.
    package var timeZone: TimeZoneName?
    package var theme: Theme

    package init(
        _ account: AccountID,
        displayName: DisplayName? = nil,
        mail: MailAddress? = nil,
        language: Language,
        timeZone: TimeZoneName? = nil,
        theme: Theme = .device
    ) {
        key = account
        self.displayName = displayName
        self.mail = mail
        self.language = language
        self.timeZone = timeZone
        self.theme = theme
    }
}

/// What somebody wants to be called: 1 to 60 characters without control characters, in one line.
package struct DisplayName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// In characters.
    package static let longest = 60

    package init?(_ text: String) {
        guard let line = text.line(ofAtMost: DisplayName.longest) else { return nil }
        description = line
    }

    /// Takes one that was checked before it was stored.
    package init(unchecked text: String) {
        description = text
    }
}

/// An address that mail could be sent to: `name@host` with a dot in the host, up to 254 bytes of printable characters.
///
/// Whether it exists only a mail can tell, so no more is looked at (HTML's own `type=email` asks for about as much).
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// In bytes, as RFC 5321 has it.
    package static let longest = 254

    package init?(_ text: String) {
        let text = text.trimmedASCII
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= MailAddress.longest, parts.count == 2, !parts[0].isEmpty,
            parts[1].contains(UInt8(ascii: ".")), parts[1].first != UInt8(ascii: "."),
            parts[1].last != UInt8(ascii: "."), !text.hasControlCharacters(), !text.utf8.contains(UInt8(ascii: " "))
        else { return nil }
        description = text
    }

    /// Takes one that was checked before it was stored.
    package init(unchecked text: String) {
        description = text
    }
}
