import PanelCore
import PanelStore

/// Proves the audit: its numbers have no gaps, every link follows from the one before it, and every entry that was not
/// erased is what its digest stands for.
enum AuditProof {
    /// Entries that are read at once.
    private static let pageSize: Int64 = 1000

    static func check(on connection: any SQLConnection) throws -> InvariantReport {
        var proof = Proof()
        while try proof.checkPage(on: connection) {}
        let end = try connection.list("SELECT version FROM versions WHERE name = 'audit'") { $0.integer() }.first ?? 0
        if end != proof.number { proof.note("the audit ends at \(proof.number) and should at \(end)") }
        return InvariantReport(
            name: "the_audit_is_a_chain",
            statement: "The audit has every number once, no entry was changed, and none was left out or put in.",
            checked: proof.checked,
            violations: proof.violations,
            examples: proof.examples
        )
    }

    private struct Proof {
        var number: Int64 = 0
        var link = AuditChain.start
        var checked: Int64 = 0
        var violations: Int64 = 0
        var examples: [String] = []

        mutating func note(_ example: String) {
            violations += 1
            if examples.count < Invariant.mostExamples { examples.append(example) }
        }

        /// - Returns: Whether there may be more.
        mutating func checkPage(on connection: any SQLConnection) throws -> Bool {
            let rows = SQLParameters.row(.integer(number), .integer(pageSize))
            let entries = try connection.list(page, rows) { reader in
                (
                    record: try AuditRecord(&reader), hasSalt: reader.flag(), salt: reader.blob(),
                    digest: reader.blob(), link: reader.blob()
                )
            }
            for entry in entries {
                checked += 1
                let record = entry.record
                if record.number != number + 1 { note("entry \(record.number) follows entry \(number)") }
                if entry.hasSalt != (record.content != nil) { note("entry \(record.number) is half erased") }
                if entry.hasSalt, let content = record.content,
                    AuditChain.digest(of: content, salt: entry.salt) != entry.digest
                {
                    note("entry \(record.number) does not say what it said")
                }
                if AuditChain.link(of: record, digest: entry.digest, after: link) != entry.link {
                    note("entry \(record.number) does not follow from the one before it")
                }
                // From here on by what is there, so that one change is one violation.
                (number, link) = (record.number, entry.link)
            }
            return !entries.isEmpty
        }
    }

    private static let page = SQL(
        """
        SELECT \(AuditRecord.columns), CASE WHEN salt IS NULL THEN 0 ELSE 1 END, salt, digest, link
        FROM audit_entries WHERE number > $1 ORDER BY number LIMIT $2
        """
    )
}
