// Reads what staff typed, on whatever surface, or says what is wrong with it.

extension AccountName {
    package init(typed text: String) throws(InvalidInput) {
        guard let name = AccountName(text) else { throw .accountName }
        self = name
    }
}

extension ProviderName {
    package init(typed text: String) throws(InvalidInput) {
        guard let name = ProviderName(text) else { throw .providerName }
        self = name
    }
}

extension UpstreamID {
    package init(typed text: String) throws(InvalidInput) {
        guard let id = UpstreamID(text.trimmedASCII) else { throw .upstreamID }
        self = id
    }
}

extension Money {
    package init(typed text: String, _ field: InvalidInput.Field) throws(InvalidInput) {
        guard let amount = Money(text) else { throw .money(field) }
        self = amount
    }
}

extension Discount {
    package init(typed text: String) throws(InvalidInput) {
        guard let discount = Discount(percent: text) else { throw .discount }
        self = discount
    }
}

extension PricePolicy {
    /// Reads a markup in percent, as basis points.
    package static func markup(typed text: String) throws(InvalidInput) -> Int64 {
        guard let markup = basisPoints(percent: text) else { throw .markup }
        return markup
    }
}

extension OrderStatus {
    package init(typed text: String) throws(InvalidInput) {
        guard let status = OrderStatus(identifier: text) else {
            throw .choice(.status, of: OrderStatus.allCases.map(\.identifier))
        }
        self = status
    }
}

extension RefillStatus {
    package init(typed text: String) throws(InvalidInput) {
        guard let status = RefillStatus(identifier: text) else {
            throw .choice(.status, of: RefillStatus.allCases.map(\.identifier))
        }
        self = status
    }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// A value of an enumeration, by name.
    package init(typed text: String, _ field: InvalidInput.Field) throws(InvalidInput) {
        guard let value = Self(rawValue: text) else { throw .choice(field, of: Self.allCases.map(\.rawValue)) }
        self = value
    }
}

extension TypedID {
    package init(typed text: String) throws(InvalidInput) {
        guard let id = Self(text) else { throw .id }
        self = id
    }
}

extension CalendarDay {
    package init(typed text: String) throws(InvalidInput) {
        guard let day = CalendarDay(yearMonthDay: text[...]) else { throw .day }
        self = day
    }
}

extension AuditSubject {
    package init(typed text: String) throws(InvalidInput) {
        guard let subject = AuditSubject(text) else {
            throw .auditSubject(kinds: AuditSubject.Kind.allCases.map(\.rawValue))
        }
        self = subject
    }
}

extension CreditAccount {
    /// Reads a reference: 1 to ``longestReference`` bytes without control characters.
    package static func reference(typed text: String) throws(InvalidInput) -> String {
        let reference = text.trimmedASCII
        guard (1...longestReference).contains(reference.utf8.count), !reference.hasControlCharacters() else {
            throw .reference(longest: longestReference)
        }
        return reference
    }

    /// Reads a note: up to ``longestNote`` bytes, which may be several lines.
    package static func note(typed text: String) throws(InvalidInput) -> String {
        guard text.utf8.count <= longestNote, !text.hasControlCharacters(except: Array("\n\t".utf8)) else {
            throw .note(longest: longestNote)
        }
        return text
    }
}

extension Invitation {
    /// Reads for whom an invitation is: up to ``longestNote`` bytes in one line.
    package static func note(typed text: String) throws(InvalidInput) -> String {
        let note = text.trimmedASCII
        guard note.utf8.count <= longestNote, !note.hasControlCharacters() else { throw .note(longest: longestNote) }
        return note
    }
}

extension ResolveOrder {
    /// Longest note of a decision in bytes.
    package static let longestNote = CreditAccount.longestNote

    /// Reads why staff decided something: 1 to ``longestNote`` bytes in one line.
    package static func note(typed text: String) throws(InvalidInput) -> String {
        let note = text.trimmedASCII
        guard (1...longestNote).contains(note.utf8.count), !note.hasControlCharacters() else {
            throw .reason(longest: longestNote)
        }
        return note
    }
}

extension LinkRule {
    /// Reads a rule's text: 1 to ``longest`` bytes without control characters.
    package static func text(typed text: String) throws(InvalidInput) -> String {
        let text = text.trimmedASCII
        guard (1...longest).contains(text.utf8.count), !text.hasControlCharacters() else {
            throw .linkRule(longest: longest)
        }
        return text
    }
}

extension Provider {
    /// Longest key in bytes.
    package static let longestKey = 512

    /// Reads the key of this panel at a provider: 1 to ``longestKey`` bytes without control characters.
    package static func key(typed text: String) throws(InvalidInput) -> String {
        let key = text.trimmedASCII
        guard (1...longestKey).contains(key.utf8.count), !key.hasControlCharacters() else {
            throw .providerKey(longest: longestKey)
        }
        return key
    }
}
