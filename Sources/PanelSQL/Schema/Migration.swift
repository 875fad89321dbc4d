/// A step from one version of the schema to the next. Once released, a migration is never changed.
struct Migration {
    let version: Int64
    let statements: [SQL]

    /// All of them, oldest first.
    static let all: [Migration] = [.first, .providers]
}

/// Brings a database to the newest schema.
package enum Migrations {
    /// Runs what is missing, inside the transaction of `connection`.
    ///
    /// - Throws: ``SQLError/newerSchema(found:known:)`` for a database of a newer program, which is left as it is.
    package static func run(on connection: any SQLConnection) throws {
        try connection.run([.any("CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT NOT NULL PRIMARY KEY)")])
        var current: Int64 = 0
        try connection.run([
            .query("SELECT COALESCE(MAX(version), 0) FROM schema_versions") { current = $0.integer(0) }
        ])
        let newest = Migration.all.last?.version ?? 0
        guard current <= newest else { throw SQLError.newerSchema(found: current, known: newest) }
        for migration in Migration.all where migration.version > current {
            // Its row first: of several servers that start together, one gets it in, and the others find it there.
            try connection.run([
                .one("INSERT INTO schema_versions (version) VALUES ($1)", .row(.integer(migration.version)))
            ])
            try connection.run(migration.statements.map { .any(connection.dialect.schema($0)) })
        }
    }
}
