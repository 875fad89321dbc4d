extension Migration {
    /// What is kept of people who use the pages.
    static let people = Migration(
        version: 22,
        statements: [
            "ALTER TABLE accounts ADD COLUMN key_ending TEXT",
            "ALTER TABLE accounts ADD COLUMN key_made_at BIGINT",
            // Somebody was told every key that there is. What it ends in, nobody knows any more.
            "UPDATE accounts SET key_ending = '', key_made_at = created_at",
            "CREATE INDEX accounts_staff ON accounts (role) WHERE role <> 'customer'",
            """
            CREATE TABLE people (
                account_id INTEGER NOT NULL PRIMARY KEY REFERENCES accounts (id),
                display_name TEXT,
                mail TEXT,
                language TEXT NOT NULL,
                time_zone TEXT,
                theme TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE credentials (
                account_id INTEGER NOT NULL PRIMARY KEY REFERENCES accounts (id),
                password TEXT,
                password_changed_at BIGINT,
                second_factor BLOB,
                last_step BIGINT,
                recovery_codes BLOB,
                epoch BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE sessions (
                digest BLOB NOT NULL PRIMARY KEY,
                account_id BIGINT NOT NULL REFERENCES accounts (id),
                epoch BIGINT NOT NULL,
                address TEXT NOT NULL,
                agent TEXT NOT NULL,
                wrong_codes BIGINT,
                begun_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL
            ) WITHOUT ROWID
            """,
            "CREATE INDEX sessions_account ON sessions (account_id, begun_at)",
            "CREATE INDEX sessions_seen ON sessions (seen_at)",
            """
            CREATE TABLE one_time_links (
                digest BLOB NOT NULL PRIMARY KEY,
                account_id BIGINT REFERENCES accounts (id),
                epoch BIGINT,
                ends_at BIGINT NOT NULL
            ) WITHOUT ROWID
            """,
            "CREATE INDEX one_time_links_end ON one_time_links (ends_at)",
            """
            CREATE TABLE invitations (
                digest BLOB NOT NULL PRIMARY KEY,
                id BIGINT NOT NULL UNIQUE,
                note TEXT NOT NULL,
                made_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                used_by BIGINT REFERENCES accounts (id)
            ) WITHOUT ROWID
            """,
            "INSERT INTO sequences (name, next) VALUES ('invitations', 1)",
        ]
    )
}
