package import PanelCore
package import PanelStore
import Synchronization

extension SQLStore {
    package var closedReason: ClosedReason? { knownLife.reason }
    package var isReachable: Bool { contact.withLock { $0.isThere(at: .now) } }
    package var place: FilePlace { engine.place }

    package func open(remembering memory: LifeMemory.State) async throws {
        let place = place
        let (stored, reason) = try await change { connection in
            let stored = try StoredLife.load(on: connection)
            if let reason = stored.closed
                ?? memory.reasonToClose(stored.life, recorded: stored.recordedPlace, at: place)
            {
                return (stored, Optional(reason))
            }
            if stored.recordedPlace != place { try connection.run([StoredLife.move(to: place)]) }
            return (stored, nil)
        }
        knownLife.take(stored.life)
        if case .behind = reason, case .some(let memory) = memory { knownLife.take(memory.life) }
        if let reason { await close(for: reason) }
    }

    package func beginGeneration() async throws {
        let life = try await change { connection in
            try connection.run([StoredLife.raiseGeneration])
            return try StoredLife.load(on: connection).life
        }
        knownLife.take(life)
    }

    package func noteClockSetBack() async throws {
        try await change { try $0.run([StoredLife.noteClockSetBack]) }
    }

    package func life() async throws -> StoredLife {
        // Before it is asked, since more may become known meanwhile.
        let known = knownLife.life
        let stored = try await asked { try await engine.lookUp { try StoredLife.load(on: $0) } }
        note(
            SettingsVersion(rawValue: stored.life.marks[PanelLife.settings] ?? 0),
            AccountsVersion(rawValue: stored.life.marks[PanelLife.accountChanges] ?? 0)
        )
        if let known, let reason = stored.closed ?? KnownLife.shortfall(of: stored, from: known) {
            await close(for: reason)
        } else {
            knownLife.take(stored.life)
        }
        return stored
    }

    /// Notes whether the database answers.
    private func asked<T>(_ question: () async throws -> T) async throws -> T {
        contact.withLock { $0.begin(at: .now) }
        do {
            let answer = try await question()
            contact.withLock { $0.end(isAnswered: true) }
            return answer
        } catch {
            contact.withLock { $0.end(isAnswered: false) }
            throw error
        }
    }

    package func checkIsThere() throws {
        try engine.checkIsThere()
    }

    /// Takes nothing any more, and sees to it that no other server does where the database is to blame.
    func close(for reason: ClosedReason) async {
        let tells = if case .behind = reason { engine.isShared } else { false }
        knownLife.close(for: reason, tells: tells)
        await tellOthers()
    }

    /// Writes down that the panel is closed. While the database is away it is tried again later.
    func tellOthers() async {
        guard let reason = knownLife.untold, let known = knownLife.life else { return }
        do throws(SQLWriteFailure) {
            try await engine.write { connection in
                // Unless it is the newest again, or was opened as a new life, since it was found to be an old one.
                guard case .behind = try KnownLife.shortfall(on: connection, from: known) else { return }
                try connection.run([StoredLife.close(for: reason)])
            }
            knownLife.told()
        } catch {
            // Nothing is sold by this server meanwhile, and others find out by themselves.
        }
    }

    // MARK: Opening again

    package func beginReopening() {
        knownLife.beginReopening()
    }

    package func raiseSequences(above known: PanelLife?, firstOrder: Int64?) async throws {
        try await change { connection in
            let stored = try StoredLife.load(on: connection).life
            for name in IDSequence.all.map(\.name) {
                let next = max(stored.marks[name] ?? 1, known?.marks[name] ?? 1)
                var first = next + PanelLife.restoreGap
                if name == "orders", let firstOrder {
                    guard firstOrder >= next else {
                        throw ReopeningError.firstOrderIsTaken(firstOrder, next: next)
                    }
                    first = firstOrder
                }
                guard first <= ReopeningError.largestID else { throw ReopeningError.idsTooLarge(sequence: name) }
                try connection.run([
                    .one("UPDATE sequences SET next = $1 WHERE name = $2", .row(.integer(first), .text(name)))
                ])
            }
        }
    }

    package func reopen(isRestored: Bool, knowing known: PanelLife?) async throws {
        let place = place
        try await change { connection in
            if isRestored { try connection.run([StoredLife.beginNextLife(knowing: known)]) }
            try connection.run([StoredLife.move(to: place), StoredLife.open])
        }
    }

    package func livingServers(at now: Timestamp) async throws -> [String] {
        guard engine.isShared else { return [] }
        return try await LivingServers.names(on: engine, at: now)
    }

    private func change<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        do throws(SQLWriteFailure) { return try await engine.write(body) } catch { throw error.cause }
    }
}
