import PanelCore

/// Writes entries of the audit behind those that are there. Whoever does has the row locked that says where it ends.
enum AuditWriter {
    /// - Parameter head: Where the audit ended when it was locked.
    /// - Throws: ``SQLError/undeclaredAudit`` when nobody locked it.
    static func jobs(for entries: [AuditEntry], after head: AuditHead?) throws -> [SQLJob] {
        guard !entries.isEmpty else { return [] }
        guard let head else { throw SQLError.undeclaredAudit }
        var link = head.link
        let rows = entries.enumerated().map { offset, entry -> [SQLValue] in
            let record = AuditRecord(entry, number: head.number + Int64(offset) + 1)
            let salt = randomSalt()
            let digest = record.content.map { AuditChain.digest(of: $0, salt: salt) } ?? []
            link = AuditChain.link(of: record, digest: digest, after: link)
            return record.values + [.blob(salt), .blob(digest), .blob(link)]
        }
        return ChangesWriter.writing(insert, rows, width: 14) { $0 } + [
            .one(advance, .row(.integer(Int64(entries.count)), .integer(head.number)))
        ]
    }

    private static func randomSalt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<AuditChain.saltSize).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static let insert = SQL(
        """
        INSERT INTO audit_entries (\(AuditRecord.columns), salt, digest, link)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """
    )
    private static let advance: SQL = """
        UPDATE versions SET version = version + $1 WHERE name = 'audit' AND version = $2
        """
}
