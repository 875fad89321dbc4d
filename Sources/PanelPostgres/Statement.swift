import PanelSQL

/// What a connection sends for the statement of a job: made once, because that costs more than many a small statement.
final class Statement {
    /// What tells the statements of one connection apart.
    struct Key: Hashable {
        let text: String
        let lock: RowLock?
        /// Whether it does for many rows at once what the text does for one.
        let isForSets: Bool
        /// Whether it fails when it changes another number of rows than its last parameter says.
        let isCounted: Bool

        init(_ job: SQLJob) {
            text = job.sql.text
            lock = job.sql.lock
            isForSets = job.parameters.count > 1
            isCounted =
                if case .changes(.some) = job.effect { !job.sql.text.hasPrefix("INSERT") } else { false }
        }
    }

    let sql: String
    /// The types of the columns of a statement for many rows.
    let columns: [ParameterType]
    private let isCounted: Bool
    /// The types of the parameters; 0 leaves one to the database.
    let types: [UInt32]
    /// Under which name the database knows it; `nil` before it was prepared.
    var name: String?

    /// - Parameter columns: The types of the job's values, or `nil` where they are `NULL`, which only a statement for
    ///   one row may have.
    init(_ key: Key, _ sql: SQL, columns: [ParameterType?]) {
        var types: [UInt32]
        var text: String
        if key.isForSets {
            self.columns = columns.compactMap(\.self)
            types = self.columns.map(\.array)
            text = SetStatement.set(sql, types: self.columns)
        } else {
            self.columns = []
            types = columns.map { $0?.rawValue ?? 0 }
            text = SetStatement.single(sql)
        }
        if key.isCounted {
            types.append(ParameterType.integer.rawValue)
            text = SetStatement.counted(text, by: types.count)
        }
        isCounted = key.isCounted
        self.types = types
        self.sql = text
    }

    /// What is sent once, because it makes the schema or settles a connection, is not worth a name. `COMMIT` has none, so
    /// that whoever looks at the wire sees where it is, as the proxy of the tests does.
    var isRepeated: Bool {
        ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "BEGIN"].contains { sql.hasPrefix($0) }
    }

    /// The values of one execution.
    func parameters(of job: SQLJob) -> BinaryParameters {
        let values = job.parameters
        var parameters =
            values.count > 1
            ? BinaryParameters(columnsOf: values, types: columns) : BinaryParameters(row: values.values[...])
        if isCounted, case .changes(let expected?) = job.effect { parameters.append(Int64(expected)) }
        return parameters
    }
}
