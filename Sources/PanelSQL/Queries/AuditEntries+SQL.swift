import PanelCore
import PanelStore

extension AuditEntries: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> Page<AuditRecord> {
        var conditions: [String] = []
        var values: [SQLValue] = []
        func condition(_ column: String, _ comparison: String, _ value: SQLValue) {
            values.append(value)
            conditions.append("\(column) \(comparison) $\(values.count)")
        }
        if let about {
            condition("subject_kind", "=", .text(about.kind.rawValue))
            condition("subject_id", "=", .text(about.id))
        }
        if let by {
            condition("actor", "=", .text(by.name))
            if let kind = by.kind { condition("actor_kind", "=", .text(kind.rawValue)) }
        }
        condition("number", "<", .integer(try start))
        values.append(lookedFor)
        let query = SQL(
            """
            SELECT \(AuditRecord.columns) FROM audit_entries WHERE \(conditions.joined(separator: " AND "))
            ORDER BY number DESC LIMIT $\(values.count)
            """
        )
        let parameters = SQLParameters.rows(CollectionOfOne(values), width: values.count) { $0 }
        return page(of: try connection.list(query, parameters, AuditRecord.init)) { Cursor("\($0.number)") }
    }

    private var start: Int64 {
        get throws {
            guard let cursor = part.after else { return .max }
            guard let number = Int64(cursor.description), number > 0 else { throw BadCursor(cursor) }
            return number
        }
    }
}
