import PanelSQL
import Synchronization

/// A place for one connection, with a thread of its own. A connection that broke is made again when it is next needed.
final class PostgresLine: Sendable {
    let thread = SQLThread()
    private let configuration: PostgresConfiguration
    private let types: StatementTypes
    private let use: PostgresUse
    private let availability: Availability
    // Only the thread looks at it.
    private nonisolated(unsafe) var connection: PostgresConnection?
    private let isClosed = Atomic<Bool>(false)

    init(
        _ configuration: PostgresConfiguration,
        types: StatementTypes,
        availability: Availability,
        use: PostgresUse
    ) {
        self.use = use
        self.configuration = configuration
        self.types = types
        self.availability = availability
    }

    /// The connection, a new one if there is none that works. To be called on the thread.
    func connected() throws(PostgresError) -> PostgresConnection {
        guard !isClosed.load(ordering: .acquiring) else { throw .closed }
        if let connection, connection.isUsable { return connection }
        connection = nil
        try availability.check()
        do throws(PostgresError) {
            let made = try PostgresConnection(configuration, types: types, use: use)
            availability.succeeded()
            connection = made
            return made
        } catch {
            if error.isLoss { availability.failed(error) }
            throw error
        }
    }

    /// Gives the connection up. To be called on the thread.
    func drop() {
        connection = nil
    }

    func close() {
        isClosed.store(true, ordering: .releasing)
        thread.run { self.connection = nil }
    }
}

/// Whether it is worth trying to connect. While the database is away, only one try in a while is made, and whoever
/// comes in between is told at once.
final class Availability: Sendable {
    private struct State {
        var failures = 0
        var reason = ""
        var nextTry = ContinuousClock.now
    }

    private static let shortestPause = Duration.milliseconds(50)
    private static let longestPause = Duration.seconds(2)
    private let state = Mutex(State())

    func check() throws(PostgresError) {
        let reason: String? = state.withLock { state in
            guard state.failures > 0 else { return nil }
            guard ContinuousClock.now >= state.nextTry else { return state.reason }
            // Others wait for what comes of this try, which takes a few seconds at most.
            state.nextTry = .now + Availability.longestPause
            return nil
        }
        if let reason { throw .unavailable(reason: reason) }
    }

    func succeeded() {
        state.withLock { $0.failures = 0 }
    }

    func failed(_ error: PostgresError) {
        state.withLock { state in
            state.failures += 1
            state.reason = if case .unavailable(let reason) = error { reason } else { "\(error)" }
            let pause = min(Availability.shortestPause * (1 << min(state.failures - 1, 6)), Availability.longestPause)
            state.nextTry = .now + pause * Double.random(in: 0.5...1)
        }
    }
}
