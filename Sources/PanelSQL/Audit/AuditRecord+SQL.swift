import PanelCore

extension AuditRecord {
    /// All that an entry says, without what proves it.
    static let columns = """
        number, at, action, subject_kind, subject_id, actor_kind, actor, origin, facts_before, facts_after, note
        """

    init(_ entry: AuditEntry, number: Int64) {
        self.init(
            number: number,
            at: entry.at,
            action: entry.action,
            about: entry.about,
            actorKind: entry.by.kind,
            content: Content(
                actor: entry.by.name,
                origin: entry.by.origin,
                before: entry.before,
                after: entry.after,
                note: entry.note
            )
        )
    }

    init(_ reader: inout RowReader) throws {
        let table = "audit_entries"
        let number = reader.integer()
        let at = reader.timestamp()
        let action: AuditAction = try reader.value(of: table)
        let kind: AuditSubject.Kind = try reader.value(of: table)
        let id = reader.text()
        let actorKind: Principal.Kind = try reader.value(of: table)
        let (actor, origin) = (reader.optionalText(), reader.optionalText())
        let content = Content(
            actor: actor ?? "",
            origin: Principal.Origin(origin ?? ""),
            before: try reader.optionalFacts(of: table),
            after: try reader.optionalFacts(of: table),
            note: reader.optionalText().map { KeptText($0) }
        )
        self.init(
            number: number,
            at: at,
            action: action,
            about: AuditSubject(kind, id),
            actorKind: actorKind,
            content: actor == nil ? nil : content
        )
    }

    var values: [SQLValue] {
        [
            .integer(number), .integer(at.milliseconds), .text(action.rawValue), .text(about.kind.rawValue),
            .text(about.id), .text(actorKind.rawValue), SQLValue(content?.actor),
            SQLValue(content?.origin.description), SQLValue(content?.before?.text), SQLValue(content?.after?.text),
            SQLValue(content?.note?.description),
        ]
    }
}

extension RowReader {
    fileprivate mutating func optionalFacts(of table: String) throws -> Facts? {
        guard let text = optionalText() else { return nil }
        guard let facts = Facts(text: text) else { throw SQLError.unreadable(table: table, value: text) }
        return facts
    }
}
