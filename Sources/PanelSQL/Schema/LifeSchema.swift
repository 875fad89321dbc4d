extension Migration {
    /// What a database knows of the panel's life: by it a copy and an old state are told from the panel itself.
    static let life = Migration(
        version: 10,
        statements: [
            // One row. The number counts lives, the generation the servers that were started, the clock how often it was
            // found set back. The file's place is 0 when it is not known, as it is for a database that is no file of the
            // panel's.
            """
            CREATE TABLE life (
                id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
                number BIGINT NOT NULL,
                generation BIGINT NOT NULL,
                clock BIGINT NOT NULL,
                inode BIGINT NOT NULL,
                born_at BIGINT NOT NULL
            )
            """,
            "INSERT INTO life (id, number, generation, clock, inode, born_at) VALUES (1, 1, 0, 0, 0, 0)",
            // Why the panel is closed for all servers, in the row of the settings: every batch locks that one, so none is
            // under way, or begins, once it says so.
            "ALTER TABLE versions ADD COLUMN closed_for TEXT",
        ]
    )
}
