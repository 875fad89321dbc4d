import PanelCore

/// What is asked about the audit.
enum AuditQueries {
    /// Where the audit ends, locked until the transaction ends. Of all rows that a batch locks it is the last.
    static func head(_ take: @escaping (AuditHead) -> Void) -> [SQLJob] {
        var number: Int64 = 0
        return [
            .query(lockedNumber) {
                number = $0.integer(0)
                if number == 0 { take(AuditHead(number: 0, link: AuditChain.start)) }
            },
            .query(lastLink) { take(AuditHead(number: number, link: $0.blob(0))) },
        ]
    }

    /// The newest entries first.
    static func entries(_ filter: AuditFilter, on connection: any SQLConnection) throws -> [AuditRecord] {
        var conditions: [String] = []
        var values: [SQLValue] = []
        func condition(_ column: String, _ comparison: String, _ value: SQLValue) {
            values.append(value)
            conditions.append("\(column) \(comparison) $\(values.count)")
        }
        if let about = filter.about {
            condition("subject_kind", "=", .text(about.kind.rawValue))
            condition("subject_id", "=", .text(about.id))
        }
        if let actor = filter.by {
            condition("actor", "=", .text(actor.name))
            if let kind = actor.kind { condition("actor_kind", "=", .text(kind.rawValue)) }
        }
        condition("number", "<", .integer(filter.before ?? .max))
        values.append(.integer(Int64(filter.limit)))
        let query = SQL(
            """
            SELECT \(AuditRecord.columns) FROM audit_entries WHERE \(conditions.joined(separator: " AND "))
            ORDER BY number DESC LIMIT $\(values.count)
            """
        )
        let parameters = SQLParameters.rows(CollectionOfOne(values), width: values.count) { $0 }
        return try connection.list(query, parameters) { reader in try AuditRecord(&reader) }
    }

    private static let lockedNumber = SQL("SELECT version FROM versions WHERE name = 'audit'", lock: .exclusive)
    private static let lastLink: SQL = """
        SELECT link FROM audit_entries WHERE number = (SELECT version FROM versions WHERE name = 'audit')
        """
}
