/// A step from one version of the schema to the next. Once released, a migration is never changed.
struct Migration {
    let version: Int64
    let statements: [SQL]
    /// Whether the program of the version before can go on with the new schema, because the step only adds: tables,
    /// indices, and columns that have a default or may be empty. So several servers are brought to a new version one
    /// after the other.
    var isCompatible = true
    /// The databases that need it; `nil` for all. Every database counts it.
    var dialect: SQLDialect?
    /// What is done behind the statements, where statements alone can not.
    var work: (@Sendable (any SQLConnection) throws -> Void)?

    /// All of them, oldest first.
    static let all: [Migration] = [
        .first, .providers, .compatibility, .sharing, .copying, .references, .keys, .reports, .runTotals, .life,
        .restores, .polling, .subscriptionRates, .linkTargets,
        .histories, .audit, .listings, .accountsVersion, .leases, .troubles, .catalogueOrder, .people,
        .refillsOfOrders, .favourites, .orderTimes, .deposits, .ownTail,
    ]

    /// Notes for older programs which steps they can go on with.
    private static let compatibility = Migration(
        version: 3,
        statements: ["ALTER TABLE schema_versions ADD COLUMN is_compatible BIGINT NOT NULL DEFAULT 0"]
    )
}

/// Brings a database to the newest schema.
package enum Migrations {
    /// Runs what is missing, inside the transaction of `connection`.
    ///
    /// A database that is one compatible step ahead of this program is taken as it is.
    ///
    /// - Throws: ``SQLError/newerSchema(found:known:)`` for another database of a newer program, which is left as it is.
    package static func run(on connection: any SQLConnection) throws {
        try connection.run([.any("CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT NOT NULL PRIMARY KEY)")])
        var current: Int64 = 0
        try connection.run([
            .query("SELECT COALESCE(MAX(version), 0) FROM schema_versions") { current = $0.integer(0) }
        ])
        let newest = Migration.all.last?.version ?? 0
        guard try current <= newest || (current == newest + 1 && isCompatible(current, on: connection)) else {
            throw SQLError.newerSchema(found: current, known: newest)
        }
        for migration in Migration.all where migration.version > current {
            // Its row first: of several servers that start together, one gets it in, and the others find it there.
            try connection.run([
                .one("INSERT INTO schema_versions (version) VALUES ($1)", .row(.integer(migration.version)))
            ])
            if migration.dialect ?? connection.dialect == connection.dialect {
                try connection.run(migration.statements.map { .any(connection.dialect.schema($0)) })
                try migration.work?(connection)
            }
            guard migration.isCompatible, migration.version >= 3 else { continue }
            try connection.run([
                .one(
                    "UPDATE schema_versions SET is_compatible = 1 WHERE version = $1",
                    .row(.integer(migration.version))
                )
            ])
        }
    }

    /// Refuses a database that is not of this program's schema, and leaves it as it is.
    static func requireNewest(on connection: any SQLConnection) throws {
        let newest = Migration.all.last?.version ?? 0
        var current: Int64 = 0
        try connection.run([
            .query("SELECT COALESCE(MAX(version), 0) FROM schema_versions") { current = $0.integer(0) }
        ])
        if current > newest { throw SQLError.newerSchema(found: current, known: newest) }
        if current < newest { throw SQLError.olderSchema(found: current, known: newest) }
    }

    /// Whether the step to `version`, which this program does not know, leaves it all that it needs.
    private static func isCompatible(_ version: Int64, on connection: any SQLConnection) throws -> Bool {
        let query: SQL = "SELECT is_compatible FROM schema_versions WHERE version = $1"
        return try connection.list(query, .row(.integer(version))) { reader in reader.flag() }.first ?? false
    }
}
