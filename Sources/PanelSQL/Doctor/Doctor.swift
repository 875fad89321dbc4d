package import PanelCore
package import PanelStore

/// Proves what is in a database.
package enum Doctor {
    /// Looks at everything that must hold.
    static func examine(_ connection: any SQLConnection, at now: Timestamp) throws -> [InvariantReport] {
        try Invariant.all.map { try $0.check(on: connection, at: now) } + [AuditProof.check(on: connection)]
    }

    /// As `panel doctor`, for a database that nobody works with and that must stay as it is.
    ///
    /// - Throws: ``SQLError/newerSchema(found:known:)`` or ``SQLError/olderSchema(found:known:)`` for a database of
    ///   another version of this program.
    package static func examine(copy connection: any SQLConnection, at now: Timestamp) throws -> [InvariantReport] {
        try Migrations.requireNewest(on: connection)
        return try examine(connection, at: now)
    }
}
