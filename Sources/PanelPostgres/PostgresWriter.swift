import Logging
import PanelSQL
import Synchronization

/// The one connection of this server that writes.
final class PostgresWriter: Sendable {
    /// What became of one try.
    private enum Attempt<T> {
        case done(T)
        /// Nothing was written.
        case failed(any Error)
        /// Whether it was written is not known.
        case unknown(any Error, CommitMark, T)
    }

    /// How often a transaction is tried that others are in the way of.
    private static let mostAttempts = 8
    /// How often when a key is there already: as a rule the second time shows whose it is.
    private static let mostDuplicates = 3

    private let line: PostgresLine
    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let marks: CommitMarks
    private let limits: SQL
    private let isPrepared = Atomic<Bool>(false)
    /// The last transaction that was confirmed, and when. Only the line's thread looks at it, and at the session.
    private nonisolated(unsafe) var confirmed: (mark: CommitMark, at: ContinuousClock.Instant)?
    /// The connection that transactions are carried out on.
    private nonisolated(unsafe) var session: Int64 = 0

    init(_ line: PostgresLine, _ configuration: PostgresConfiguration, logger: Logger) {
        self.line = line
        self.configuration = configuration
        self.logger = logger
        marks = CommitMarks()
        let settings = configuration.writingLimits.map { "set_config('\($0.name)', '\($0.milliseconds)', TRUE)" }
        limits = SQL("SELECT " + settings.joined(separator: ", "))
    }

    /// Makes the table that the engine needs for itself, not before something is written: what is only looked at stays
    /// as it is.
    private func prepare() async throws(SQLWriteFailure) {
        guard !isPrepared.load(ordering: .acquiring) else { return }
        try await write(marking: false) { try CommitMarks.prepare(on: $0) }
        isPrepared.store(true, ordering: .releasing)
    }

    var thread: SQLThread { line.thread }

    func close() {
        line.close()
    }

    func write<T: Sendable>(
        marking: Bool = true,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T {
        if marking { try await prepare() }
        let result: Result<T, SQLWriteFailure> = await line.thread.perform { answer in
            answer(self.attempts(marking: marking, body))
            if marking { self.tidyUp() }
        }
        return try result.get()
    }

    /// Tries until the transaction is written, or is not worth trying.
    private func attempts<T: Sendable>(
        marking: Bool,
        _ body: (any SQLConnection) throws -> T
    ) -> Result<T, SQLWriteFailure> {
        var tries = 0
        while true {
            tries += 1
            var failure: any Error
            let mark = marking ? marks.next() : nil
            switch attempt(mark, body) {
            case .done(let value):
                if let mark { confirmed = (mark, .now) }
                return .success(value)
            case .failed(let error): failure = error
            case .unknown(let error, let mark, let value):
                logger.warning("A commit was not answered; its mark is looked up.", metadata: ["error": "\(error)"])
                switch proof(of: mark) {
                case true?:
                    confirmed = (mark, .now)
                    return .success(value)
                case false?: failure = error
                case nil: return .failure(.outcomeUnknown(error))
                }
            }
            guard isWorthTrying(after: failure, tries: tries) else { return .failure(.failed(failure)) }
            logger.debug("A transaction is repeated.", metadata: ["error": "\(failure)", "try": "\(tries)"])
        }
    }

    /// Also waits until trying again makes sense.
    private func isWorthTrying(after failure: any Error, tries: Int) -> Bool {
        guard let error = failure as? PostgresError else { return false }
        if error.isDuplicate { return tries < PostgresWriter.mostDuplicates }
        // The database may have been restarted. Whether it is back, the next try shows.
        if error.isBrokenConnection { return tries < PostgresWriter.mostDuplicates }
        guard error.isConflict, tries < PostgresWriter.mostAttempts else { return false }
        pause(.milliseconds(min(5 << tries, 200)) * Double.random(in: 0.5...1))
        return true
    }

    private func attempt<T>(_ mark: CommitMark?, _ body: (any SQLConnection) throws -> T) -> Attempt<T> {
        let value: T
        let connection: PostgresConnection
        do {
            connection = try line.connected()
        } catch {
            return .failed(error)
        }
        introduce(connection)
        do {
            try begin(on: connection)
            value = try body(connection)
            if let mark { try connection.run([mark.job]) }
            try connection.add("COMMIT")
        } catch {
            rollBack(connection)
            return .failed(error)
        }
        do {
            try connection.exchange()
            return .done(value)
        } catch let error as PostgresError where error.isBrokenConnection {
            line.drop()
            guard let mark else { return .failed(error) }
            return .unknown(error, mark, value)
        } catch {
            // The server said no before it came to the commit, or to the commit itself.
            rollBack(connection)
            return .failed(error)
        }
    }

    /// Tells a new connection what the database has to know. Marks are not kept forever.
    private func introduce(_ connection: PostgresConnection) {
        guard connection.session != session else { return }
        session = connection.session
        guard let confirmed, .now - confirmed.at < CommitMarks.lifetime else { return }
        connection.confirmed = confirmed.mark
    }

    private func begin(on connection: PostgresConnection) throws {
        connection.timeout = configuration.timeout
        try connection.add("BEGIN ISOLATION LEVEL READ COMMITTED")
        if !connection.isLimited { try connection.run([.any(limits)]) }
    }

    private func rollBack(_ connection: PostgresConnection) {
        guard connection.isUsable else { return line.drop() }
        do { try connection.rollBack() } catch { line.drop() }
    }

    // MARK: Commits whose answer was lost

    /// Whether the transaction with this mark was committed; `nil` when that could not be found out in time.
    private func proof(of mark: CommitMark) -> Bool? {
        let deadline = ContinuousClock.now + configuration.proofTimeout
        repeat {
            do {
                let wasCommitted = try CommitMarks.settle(mark) { jobs in
                    let connection = try line.connected()
                    do {
                        try begin(on: connection)
                        try connection.run(jobs)
                        try connection.add("COMMIT")
                        try connection.exchange()
                    } catch {
                        rollBack(connection)
                        throw error
                    }
                }
                logger.notice("It is known now.", metadata: ["committed": "\(wasCommitted)"])
                return wasCommitted
            } catch {
                logger.debug("The mark could not be looked up.", metadata: ["error": "\(error)"])
                pause(.milliseconds(Int64.random(in: 50...150)))
            }
        } while ContinuousClock.now < deadline
        return nil
    }

    /// Removes marks that nobody will ask for, a portion at a time.
    private func tidyUp() {
        guard marks.isTimeToTidyUp() else { return }
        if case .failed(let error) = attempt(nil, { try $0.run([.any(CommitMarks.removal)]) }) {
            logger.debug("Old marks were not removed.", metadata: ["error": "\(error)"])
        }
    }
}
