import CLibPQ
import PanelCore
import PanelSQL
import Synchronization

/// What a connection is for.
enum PostgresUse {
    /// Transactions that change something.
    case writing
    /// Reads that find their rows by keys.
    case reading
    /// Reads of whole tables.
    case scanning
}

/// Runs jobs on a link, in a transaction that its owner begins and ends.
final class PostgresConnection: SQLConnection {
    /// A message together with what is expected of it.
    private struct Pending {
        let message: PostgresLink.Message
        let sql: String
        var effect: SQLJob.Effect?
        /// The statement that gets a name by it.
        var prepares: Statement?
    }

    let dialect = SQLDialect.postgres
    let session = PostgresConnection.sessions.add(1, ordering: .relaxed).newValue
    private static let sessions = Atomic<Int64>(0)
    /// The last transaction that was confirmed before this connection was made.
    var confirmed: CommitMark?
    private let link: PostgresLink
    private let types: StatementTypes
    private let preparesStatements: Bool
    private var statements: [Statement.Key: Statement] = [:]
    private var lastName = 0
    private var pending: [Pending] = []
    /// How many statements may still be sent outside of a transaction; `nil` in one.
    private var loneStatements: Int?
    /// Whether a statement outside of a transaction can change nothing.
    private var isReadOnly = false
    /// Whether each transaction has the limits of one that changes something, without being told so.
    private(set) var isLimited = false
    /// How long one exchange may take.
    var timeout: Duration

    init(
        _ configuration: PostgresConfiguration,
        types: StatementTypes,
        use: PostgresUse
    ) throws(PostgresError) {
        link = try PostgresLink(url: configuration.url)
        self.types = types
        preparesStatements = configuration.preparesStatements
        timeout = configuration.timeout
        guard preparesStatements else { return }
        if use != .scanning { keepToIndices() }
        // Behind a pooler, what is set for a connection would stay with the database's, which others get.
        if use == .reading { isReadOnly = set(["default_transaction_read_only = on"]) }
        if use == .writing { isLimited = set(configuration.writingLimits.map { "\($0.name) = \($0.milliseconds)" }) }
    }

    /// Settings for as long as the connection exists. A broken connection shows itself next time.
    ///
    /// - Returns: Whether the database took them all; else it took none.
    private func set(_ settings: [String]) -> Bool {
        do {
            for setting in settings { try add(SQL("SET \(setting)")) }
            try exchange()
            return true
        } catch {
            return false
        }
    }

    /// The plan of a prepared statement is kept, and that of a table which was empty when it was made reads the whole
    /// table, however large it is by now, until the database next gathers statistics.
    private func keepToIndices() {
        // A database that has other planners needs no such hint.
        _ = set(["seqscan", "hashjoin", "mergejoin", "material"].map { "enable_\($0) = off" })
    }

    /// Whether the connection can still be used.
    var isUsable: Bool { link.isUsable }

    /// What only changes rows waits for the next exchange, so that it shares it with the commit.
    func run(_ jobs: [SQLJob]) throws {
        var wantsAnswer = false
        for job in jobs where job.parameters.count > 0 {
            try add(job)
            if case .rows = job.effect { wantsAnswer = true }
        }
        if wantsAnswer { try exchange() }
    }

    func lostCommit() throws -> ClosedReason? {
        guard let confirmed else { return nil }
        var found: Int64 = 0
        try run([CommitMarks.newest(of: confirmed) { found = $0 }])
        guard found < confirmed.number else { return nil }
        return .behind(mark: "commits", found: found, known: confirmed.number)
    }

    /// Adds a statement without parameters or result to the next exchange.
    func add(_ command: SQL) throws {
        try add(.any(command))
    }

    /// Undoes the transaction, and forgets what was not sent yet.
    func rollBack() throws {
        forgetPending()
        try add("ROLLBACK")
        try exchange()
    }

    private func forgetPending() {
        forgetNames(from: 0, of: pending)
        pending = []
    }

    /// Runs `body` if one statement is all that it asks, which needs no transaction around it: two messages less, and
    /// the wait for one of them.
    ///
    /// - Returns: `nil` when `body` asks more, or might change something; nothing came of it then.
    func runAlone<T>(_ body: (any SQLConnection) throws -> T) throws -> T? {
        guard isReadOnly else { return nil }
        loneStatements = 1
        defer { loneStatements = nil }
        do {
            return try runToEnd(body)
        } catch {
            forgetPending()
            guard error is NotAlone else { throw error }
            return nil
        }
    }

    private struct NotAlone: Error {}

    func runToEnd<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        let value = try body(self)
        // A body whose jobs had no rows to read sends them only now.
        try exchange()
        return value
    }

    // MARK: Messages

    private func add(_ job: SQLJob) throws {
        let statement = try statement(for: job)
        let parameters = statement.parameters(of: job)
        if preparesStatements, statement.name == nil, statement.isRepeated { prepare(statement) }
        let message =
            if let name = statement.name {
                PostgresLink.Message.execute(name: name, parameters)
            } else {
                PostgresLink.Message.perform(sql: statement.sql, types: statement.types, parameters)
            }
        pending.append(Pending(message: message, sql: statement.sql, effect: job.effect))
    }

    private func statement(for job: SQLJob) throws -> Statement {
        let key = Statement.Key(job)
        if let known = statements[key] { return known }
        let columns: [ParameterType?] =
            key.isForSets ? try types(of: job.sql, job.parameters) : job.parameters.values.map(\.type)
        let statement = Statement(key, job.sql, columns: columns)
        if statement.isRepeated { statements[key] = statement }
        return statement
    }

    private func prepare(_ statement: Statement) {
        lastName += 1
        let name = "s\(lastName)"
        statement.name = name
        let message = PostgresLink.Message.prepare(name: name, sql: statement.sql, types: statement.types)
        pending.append(Pending(message: message, sql: statement.sql, prepares: statement))
    }

    /// The types of the parameters of a statement for one row, from the database when no row says it.
    private func types(of sql: SQL, _ parameters: SQLParameters) throws -> [ParameterType] {
        let text = SetStatement.single(sql)
        if let known = types[text] { return known }
        var given: [ParameterType?] = []
        for column in 0..<parameters.width {
            let rows = stride(from: column, to: parameters.values.count, by: parameters.width)
            given.append(rows.lazy.compactMap { parameters.values[$0].type }.first)
        }
        var found = given.compactMap(\.self)
        if found.count < given.count {
            found = try describe(text, given.map { $0?.rawValue ?? 0 })
        }
        types[text] = found
        return found
    }

    private func describe(_ text: String, _ given: [UInt32]) throws -> [ParameterType] {
        // What comes before may make the table that this is about.
        try exchange()
        pending = [
            Pending(message: .prepare(name: "", sql: text, types: given), sql: text),
            Pending(message: .describe(name: ""), sql: text),
        ]
        var types: [ParameterType] = []
        try exchange { number, result in
            guard number == 1 else { return }
            for index in 0..<PQnparams(result) {
                let raw = PQparamtype(result, index)
                guard let type = ParameterType(rawValue: raw) else {
                    throw PostgresError.unsupportedType(sql: text, type: raw)
                }
                types.append(type)
            }
        }
        return types
    }

    // MARK: Exchanges

    /// Sends what waits and takes what comes back.
    ///
    /// - Throws: ``PostgresError``, ``SQLError``, or what a row's handler throws. The transaction has failed then.
    func exchange() throws {
        let sent = pending
        if let allowed = loneStatements {
            let statements = sent.count { $0.prepares == nil }
            guard statements <= allowed else { throw NotAlone() }
            loneStatements = allowed - statements
        }
        try exchange { number, result in
            switch sent[number].effect {
            case .rows(let handle):
                for row in 0..<PQntuples(result) { try handle(PostgresRow(result: result, row: row)) }
            case .changes, nil: break
            }
        }
    }

    private func exchange(_ take: (Int, OpaquePointer) throws -> Void) throws {
        guard !pending.isEmpty else { return }
        let sent = pending
        pending = []
        do {
            try link.exchange(sent.map(\.message), timeout: timeout, take: take)
        } catch let refusal as PostgresLink.Refusal {
            forgetNames(from: refusal.message, of: sent)
            throw error(for: refusal, of: sent[refusal.message])
        }
    }

    /// After a failure nothing was prepared any more.
    private func forgetNames(from number: Int, of sent: [Pending]) {
        for pending in sent[number...] { pending.prepares?.name = nil }
    }

    private func error(for refusal: PostgresLink.Refusal, of pending: Pending) -> any Error {
        if case .changes(let expected?) = pending.effect, let count = SetStatement.count(inMessage: refusal.text) {
            return SQLError.unexpectedEffect(sql: pending.sql, expected: expected, actual: count)
        }
        return PostgresError.refused(state: refusal.state, message: refusal.text, sql: pending.sql)
    }
}
