import PanelCore

/// Where the audit ends.
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

    private static let lockedNumber = SQL("SELECT version FROM versions WHERE name = 'audit'", lock: .exclusive)
    private static let lastLink: SQL = """
        SELECT link FROM audit_entries WHERE number = (SELECT version FROM versions WHERE name = 'audit')
        """
}
