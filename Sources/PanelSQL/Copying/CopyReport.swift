/// What a copy came to.
package struct CopyReport: Sendable {
    /// A table as it is in the source and in the target.
    package struct Table: Sendable {
        package let name: String
        /// The names of the columns that the sums are of.
        package let moneyColumns: [String]
        package let source: TableDigest
        package let target: TableDigest
        /// The first row that is not the same, by its key, when there is one.
        package let difference: String?
    }

    /// The panel's name for itself, which it keeps.
    package let installation: String
    /// Whether the panel has a secret, which is not in the database.
    package let hasSecret: Bool
    /// How many rows were copied now, and not by a run before that was interrupted.
    package var copiedRows: Int64 = 0
    /// What was compared. Empty when the copy was finished by a run before.
    package var tables: [Table] = []

    package var isEqual: Bool { tables.allSatisfy { $0.source == $0.target } }
}

/// How far a copy is.
package struct CopyProgress: Sendable {
    package enum Stage: Sendable {
        case copying
        case comparing
    }

    package let stage: Stage
    package let table: String
    /// Rows that were copied or compared so far, those of runs before included.
    package let done: Int64
    package let total: Int64
}
