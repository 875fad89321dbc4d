/// Something that staff typed and that can not be what it should be. `PanelWords` has the sentence.
package enum InvalidInput: Error, Hashable, Sendable {
    case accountName
    case providerName
    /// A provider's key, of at most so many bytes.
    case providerKey(longest: Int)
    case money(Field)
    /// It must be one of these.
    case choice(Field, of: [String])
    case discount
    case markup
    /// A credit's reference, of at most so many bytes.
    case reference(longest: Int)
    /// The note of a credit, of at most so many bytes.
    case note(longest: Int)
    /// The note of a decision, which has to be there, of at most so many bytes.
    case reason(longest: Int)
    /// The text of a link rule, of at most so many bytes.
    case linkRule(longest: Int)
    case id
    case upstreamID
    case limit(most: Int)
    /// Text that is no day.
    case day
    /// The first and the last of some days.
    case days(most: Int64)
    /// How many days an invitation holds.
    case validity(mostDays: Int64)
    case auditSubject(kinds: [String])
    case backupFile
    /// Exactly one of these has to be given.
    case oneOf([String])

    /// What a value is for.
    package enum Field: String, Sendable {
        case role
        case profile
        case language
        case status
        case amount
        case rate
        case setting
        case match
        case order
    }
}
