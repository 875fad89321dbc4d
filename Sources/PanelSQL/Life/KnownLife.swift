import PanelCore
import PanelStore
import Synchronization

/// What this process knows of the panel's life, and whether it may go on.
final class KnownLife: Sendable {
    private struct State {
        var life: PanelLife?
        var reason: ClosedReason?
        /// Whether all servers still have to be told of the reason.
        var isToBeTold = false
    }

    private let state = Mutex(State())
    private let isClosed = Atomic(false)
    private let isReopening = Atomic(false)
    /// The connection that was found to lead to the database that is known.
    private let session = Atomic<Int64>(0)

    /// How far the panel is known to have come.
    var life: PanelLife? { state.withLock { $0.life } }

    /// Why nothing is taken any more.
    var reason: ClosedReason? {
        guard isClosed.load(ordering: .acquiring), !isReopening.load(ordering: .acquiring) else { return nil }
        return state.withLock { $0.reason }
    }

    /// What all servers still have to be told of.
    var untold: ClosedReason? {
        guard isClosed.load(ordering: .acquiring) else { return nil }
        return state.withLock { $0.isToBeTold ? $0.reason : nil }
    }

    /// Whether a batch may pass a database that is closed.
    var mayPass: Bool { isReopening.load(ordering: .acquiring) }

    func beginReopening() { isReopening.store(true, ordering: .releasing) }

    func take(_ life: PanelLife) {
        state.withLock { $0.life = $0.life?.merged(with: life) ?? life }
    }

    /// Takes in where a sequence stands.
    func take(sequence name: String, _ next: Int64) {
        state.withLock { state in
            guard let mark = state.life?.marks[name], mark < next else { return }
            state.life?.marks[name] = next
        }
    }

    /// - Parameter tells: Whether all servers have to be told.
    func close(for reason: ClosedReason, tells: Bool) {
        state.withLock { state in
            guard state.reason == nil else { return }
            state.reason = reason
            state.isToBeTold = tells
        }
        isClosed.store(true, ordering: .releasing)
    }

    func told() {
        state.withLock { $0.isToBeTold = false }
    }

    /// Looks whether a connection that was made anew leads to the database that is known.
    ///
    /// - Throws: ``ClosedReason``.
    func check(_ connection: any SQLConnection) throws {
        guard connection.session != session.load(ordering: .relaxed), !mayPass else { return }
        if let known = life, let reason = try KnownLife.shortfall(on: connection, from: known) { throw reason }
        session.store(connection.session, ordering: .relaxed)
    }

    /// What is wrong with the database of a connection that a running process made anew.
    static func shortfall(on connection: any SQLConnection, from known: PanelLife) throws -> ClosedReason? {
        try shortfall(of: StoredLife.load(on: connection), from: known) ?? connection.lostCommit()
    }

    /// What is wrong with a database beneath a running process that knows how far it was.
    static func shortfall(of stored: StoredLife, from known: PanelLife) -> ClosedReason? {
        // Ids that this process still has are of the life before.
        if stored.life.number > known.number { return .restoredMeanwhile }
        return stored.life.shortfall(from: known)
    }
}
