import DequeModule
import PanelSQL
import Synchronization

/// Lines that reads share.
final class PostgresPool: Sendable {
    private struct State {
        var free: [PostgresLine]
        var waiting: Deque<CheckedContinuation<PostgresLine, Never>> = []
    }

    private let lines: [PostgresLine]
    private let state: Mutex<State>
    private let timeout: Duration
    private let mostWaiting: Int

    /// - Parameters:
    ///   - timeout: How long one exchange may take.
    ///   - mostWaiting: How many reads may wait for a line.
    init(_ lines: [PostgresLine], timeout: Duration, mostWaiting: Int) {
        self.lines = lines
        self.timeout = timeout
        self.mostWaiting = mostWaiting
        state = Mutex(State(free: lines))
    }

    /// Runs `body` in a transaction that sees one state of the database and can change nothing.
    ///
    /// - Parameter aloneIfItCan: Whether to try first if a single statement, without a transaction, is all that it asks.
    func read<T: Sendable>(
        aloneIfItCan: Bool = false,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        let line = try await take()
        let result: Result<T, any Error> = await line.thread.perform { [timeout] answer in
            PostgresPool.read(on: line, timeout: timeout, aloneIfItCan: aloneIfItCan, body, answer)
            self.giveBack(line)
        }
        return try result.get()
    }

    func close() {
        for line in lines { line.close() }
    }

    private static func read<T: Sendable>(
        on line: PostgresLine,
        timeout: Duration,
        aloneIfItCan: Bool,
        _ body: (any SQLConnection) throws -> T,
        _ answer: (Result<T, any Error>) -> Void
    ) {
        // A connection may have broken since it was last used. Reading twice does no harm.
        for isLast in [false, true] {
            do {
                let connection = try line.connected()
                connection.timeout = timeout
                if aloneIfItCan, let value = try connection.runAlone(body) { return answer(.success(value)) }
                answer(.success(try begin(body, on: connection, of: line)))
                // Nobody waits for the end of a transaction that changed nothing.
                do {
                    try connection.add("COMMIT")
                    try connection.exchange()
                } catch { line.drop() }
                return
            } catch let error as PostgresError where !isLast && error.isBrokenConnection {
                continue
            } catch {
                return answer(.failure(error))
            }
        }
    }

    /// Runs `body` in a transaction, which is left open when it is through.
    private static func begin<T>(
        _ body: (any SQLConnection) throws -> T,
        on connection: PostgresConnection,
        of line: PostgresLine
    ) throws -> T {
        do {
            try connection.add("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return try connection.runToEnd(body)
        } catch {
            if connection.isUsable { do { try connection.rollBack() } catch { line.drop() } }
            throw error
        }
    }

    // MARK: Waiting for a line

    private func take() async throws(PostgresError) -> PostgresLine {
        let isOverloaded = state.withLock { $0.free.isEmpty && $0.waiting.count >= mostWaiting }
        guard !isOverloaded else { throw .overloaded }
        return await withCheckedContinuation { continuation in
            let line: PostgresLine? = state.withLock { state in
                if let line = state.free.popLast() { return line }
                state.waiting.append(continuation)
                return nil
            }
            if let line { continuation.resume(returning: line) }
        }
    }

    private func giveBack(_ line: PostgresLine) {
        let next: CheckedContinuation<PostgresLine, Never>? = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.free.append(line)
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: line)
    }
}
