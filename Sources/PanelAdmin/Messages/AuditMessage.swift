import PanelCore

/// Something that staff did.
package struct AuditMessage: Codable, Sendable {
    /// From 1 without gaps. It is also what the page behind it is asked for with.
    package let number: Int64
    package let at: String
    /// `KIND:NAME`; the kind alone when the name was erased.
    package let by: String
    /// `socket`, `command`, `server`, or an address; missing when it was erased.
    package let from: String?
    package let action: String
    /// `KIND:ID`.
    package let about: String
    /// What it was, as far as that changed; missing for what was made then.
    package let before: [String: String]?
    /// What it was then, as far as that changed; missing for what was taken away.
    package let after: [String: String]?
    package let note: String?
    /// Whether what names people was erased.
    package let erased: Bool

    init(_ record: AuditRecord) {
        number = record.number
        at = record.at.iso8601
        by = [record.actorKind.rawValue, record.content?.actor].compactMap { $0 }.joined(separator: ":")
        from = record.content?.origin.description
        action = record.action.rawValue
        about = record.about.description
        before = record.content?.before?.byName
        after = record.content?.after?.byName
        note = record.content?.note?.description
        erased = record.content == nil
    }
}
