extension Migration {
    /// Keeps who of the staff did what. Where it ends is the version called `audit`.
    static let audit = Migration(
        version: 16,
        statements: [
            // What may name people is empty once it was erased, and with it the salt.
            """
            CREATE TABLE audit_entries (
                number BIGINT NOT NULL PRIMARY KEY,
                at BIGINT NOT NULL,
                action TEXT NOT NULL,
                subject_kind TEXT NOT NULL,
                subject_id TEXT NOT NULL,
                actor_kind TEXT NOT NULL,
                actor TEXT,
                origin TEXT,
                facts_before TEXT,
                facts_after TEXT,
                note TEXT,
                salt BLOB,
                digest BLOB NOT NULL,
                link BLOB NOT NULL
            )
            """,
            "CREATE INDEX audit_entries_by_subject ON audit_entries (subject_kind, subject_id, number)",
            "CREATE INDEX audit_entries_by_actor ON audit_entries (actor, number)",
            "INSERT INTO versions (name, version) VALUES ('audit', 0)",
            // Nobody was ever let do more for being staff.
            "UPDATE accounts SET role = 'support' WHERE role = 'staff'",
        ],
        isCompatible: false
    )
}
