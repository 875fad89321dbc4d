extension Migration {
    /// What is known of copies into this database, and out of it.
    static let copying = Migration(
        version: 5,
        statements: [
            // Directions are numbered as in `CopyRecord.Direction`: one row for each.
            """
            CREATE TABLE copies (
                direction BIGINT NOT NULL PRIMARY KEY CHECK (direction BETWEEN 1 AND 2),
                installation TEXT NOT NULL,
                place TEXT NOT NULL,
                runner BIGINT NOT NULL,
                started_at BIGINT NOT NULL,
                finished_at BIGINT
            )
            """
        ]
    )
}
