import Dispatch
package import PanelCore
import Synchronization

/// So many passwords are being hashed that there is no room for another one, or one from there is already.
package struct HasherBusy: Error {}

/// Hashes passwords and checks them with Argon2id, few at a time: each takes memory and a processor for some
/// milliseconds, and anybody may ask for one. Who comes when there are too many is refused at once.
///
/// The work is done on threads of its own. Who waits for a turn blocks no thread.
package final class PasswordHasher: Sendable {
    private let argon2id: Argon2id
    private let state: Mutex<State>

    package struct Limits: Sendable {
        /// How many hashes are made at once.
        package var running = 2
        /// How many wait for a turn.
        package var waiting = 4
        /// How often a hash passes over its memory.
        package var passes = 2
        /// Memory of one hash, in bytes.
        package var memory = 19 * 1024 * 1024

        package init() {}
    }

    private struct State {
        var queue: HashingQueue<Principal.Origin>
        var lastTicket = 0
        var begun = 0
        var continuations: [Int: CheckedContinuation<Bool, Never>] = [:]
    }

    package init(limits: Limits = Limits()) {
        argon2id = Argon2id(passes: limits.passes, memory: limits.memory)
        state = Mutex(State(queue: HashingQueue(running: limits.running, waiting: limits.waiting)))
    }

    /// How many hashes were begun so far, to set or to check a password.
    package var begun: Int { state.withLock(\.begun) }

    /// - Parameter origin: Who asks; of each there is one at a time. `nil` for who is not counted.
    /// - Throws: ``HasherBusy``, also when the task was cancelled while it waited.
    package func hash(
        _ password: NewPassword,
        for origin: Principal.Origin?
    ) async throws(HasherBusy) -> PasswordHash {
        try await perform(for: origin) { argon2id throws(Argon2id.OutOfMemory) in try argon2id.hash(password.password) }
    }

    /// Whether `password` is the one that `hash` was made of. What takes no password (`nil`) takes as long and is `false`.
    ///
    /// - Parameter origin: Who asks; of each there is one at a time. `nil` for who is not counted.
    /// - Throws: ``HasherBusy``, also when the task was cancelled while it waited.
    package func verify(
        _ password: String,
        against hash: PasswordHash?,
        for origin: Principal.Origin?
    ) async throws(HasherBusy) -> Bool {
        let password = PasswordText(password)
        let hash = password.fits ? hash : nil
        return try await perform(for: origin) { argon2id throws(Argon2id.OutOfMemory) in
            guard let hash else { return try argon2id.verify(PasswordText(""), against: argon2id.hashOfNobody) }
            return try argon2id.verify(password, against: hash)
        }
    }

    /// Whether `hash` should be replaced at the next log-in (``rehash(_:for:)``), since the costs have changed.
    package func isOutdated(_ hash: PasswordHash) -> Bool { argon2id.isOutdated(hash) }

    /// Hashes a password anew that was just found to be right.
    ///
    /// It is no ``NewPassword``: what could be set once goes on to work.
    package func rehash(
        _ password: String,
        for origin: Principal.Origin?
    ) async throws(HasherBusy) -> PasswordHash {
        let password = PasswordText(password)
        return try await perform(for: origin) { argon2id throws(Argon2id.OutOfMemory) in try argon2id.hash(password) }
    }

    func perform<Value: Sendable>(
        for origin: Principal.Origin?,
        _ work: @escaping @Sendable (Argon2id) throws(Argon2id.OutOfMemory) -> Value
    ) async throws(HasherBusy) -> Value {
        let ticket = try await turn(for: origin)
        state.withLock { $0.begun += 1 }
        let result: Result<Value, Argon2id.OutOfMemory> = await withCheckedContinuation { continuation in
            // A queue that does one thing after the other has a thread of its own while it works. One that does many
            // things at once would take it from those of Swift's tasks.
            DispatchQueue(label: "panel.password").async { [self] in
                let result = Result { () throws(Argon2id.OutOfMemory) in try work(argon2id) }
                finish(ticket)
                continuation.resume(returning: result)
            }
        }
        do throws(Argon2id.OutOfMemory) {
            return try result.get()
        } catch {
            throw HasherBusy()
        }
    }

    // MARK: Turns

    /// Returns when it is the caller's turn, which ends with ``finish(_:)``.
    private func turn(for origin: Principal.Origin?) async throws(HasherBusy) -> Int {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        let hasTurn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let answer = enqueue(ticket, from: origin, continuation) { continuation.resume(returning: answer) }
            }
        } onCancel: {
            giveUp(ticket)
        }
        guard hasTurn else { throw HasherBusy() }
        return ticket
    }

    /// - Returns: Whether it has a turn now; `nil` when `continuation` will be told.
    private func enqueue(
        _ ticket: Int,
        from origin: Principal.Origin?,
        _ continuation: CheckedContinuation<Bool, Never>
    ) -> Bool? {
        state.withLock { state in
            // Whoever is cancelled from here on is found among those who wait.
            guard !Task.isCancelled else { return false }
            switch state.queue.admit(ticket, from: origin) {
            case .run: return true
            case .refused: return false
            case .wait:
                state.continuations[ticket] = continuation
                return nil
            }
        }
    }

    private func giveUp(_ ticket: Int) {
        let continuation = state.withLock { state in
            state.queue.giveUp(ticket) ? state.continuations.removeValue(forKey: ticket) : nil
        }
        continuation?.resume(returning: false)
    }

    private func finish(_ ticket: Int) {
        let next = state.withLock { state in
            state.queue.finish(ticket).flatMap { state.continuations.removeValue(forKey: $0) }
        }
        next?.resume(returning: true)
    }
}
