package import PanelCore
package import PanelStore
import Synchronization

/// The store of every engine that speaks SQL: loads, folds and writes batches, and answers questions.
package final class SQLStore<Engine: SQLEngine>: Store {
    let engine: Engine
    private let knownVersion: Atomic<Int64>

    /// Migrates the database that `engine` opens and takes it into use.
    ///
    /// - Throws: ``SQLError/newerSchema(found:known:)`` for a database of a newer program, or the engine's error.
    package init(engine: Engine) async throws {
        self.engine = engine
        do throws(SQLWriteFailure) {
            let version = try await engine.write { connection in
                try Migrations.run(on: connection)
                try connection.run([.any(Self.insertInstallation, .row(.text(Self.newInstallation)))])
                return try AccountQueries.settingsVersion(on: connection)
            }
            knownVersion = Atomic(version.rawValue)
        } catch {
            switch error {
            case .failed(let cause), .outcomeUnknown(let cause): throw cause
            }
        }
    }

    package var settingsVersion: SettingsVersion {
        SettingsVersion(rawValue: knownVersion.load(ordering: .acquiring))
    }

    package func commit(_ batch: Batch) async throws(CommitFailure) {
        let version: SettingsVersion?
        do throws(SQLWriteFailure) {
            version = try await engine.write { connection in
                let snapshot = try SnapshotLoader.load(batch.reads, from: connection)
                let changes = batch.fold(over: snapshot)
                try connection.run(ChangesWriter.jobs(for: changes))
                return changes.changesSettings ? snapshot.version.next : nil
            }
        } catch {
            switch error {
            case .failed(let cause): throw .failed(cause)
            case .outcomeUnknown(let cause): throw .outcomeUnknown(cause)
            }
        }
        if let version { knownVersion.store(version.rawValue, ordering: .releasing) }
    }

    package func close() throws {
        try engine.close()
    }

    /// A name that no other panel has.
    private static var newInstallation: String {
        var generator = SystemRandomNumberGenerator()
        return String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
    }

    private static var insertInstallation: SQL {
        "INSERT INTO settings (name, value) VALUES ('installation', $1) ON CONFLICT (name) DO NOTHING"
    }

    // MARK: Reads

    package func catalogue() async throws -> Catalogue {
        try await engine.scan { try AccountQueries.catalogue(on: $0) }
    }

    package func customer(key digest: KeyDigest) async throws -> Customer? {
        try await engine.read { try AccountQueries.customer(key: digest, on: $0) }
    }

    package func balance(of account: AccountID) async throws -> Money? {
        try await engine.read { try AccountQueries.balance(of: account, on: $0) }
    }

    package func orderStates(_ ids: [OrderID], of account: AccountID) async throws -> [OrderID: OrderState] {
        try await engine.read { try OrderQueries.states(ids, of: account, on: $0) }
    }

    package func refillStatuses(
        _ ids: [RefillID],
        of account: AccountID
    ) async throws -> [RefillID: RefillStatus] {
        try await engine.read { try OrderQueries.refillStatuses(ids, of: account, on: $0) }
    }

    package func placedRequest(_ key: PlacedRequest.Key) async throws -> PlacedRequest? {
        try await engine.read { try AccountQueries.placedRequest(key, on: $0) }
    }

    package func currency() async throws -> String {
        try await engine.read { try AccountQueries.setting("currency", on: $0) }
    }

    package func account(named name: AccountName) async throws -> AccountRecord? {
        try await engine.read { try AccountQueries.records(named: name, on: $0).first }
    }

    package func accounts() async throws -> [AccountRecord] {
        try await engine.scan { try AccountQueries.records(on: $0) }
    }

    package func order(_ id: OrderID) async throws -> OrderRecord? {
        try await engine.read { try OrderQueries.order(id, on: $0) }
    }

    package func orders(_ filter: OrderFilter) async throws -> [OrderRecord] {
        try await engine.scan { try OrderQueries.orders(filter, on: $0) }
    }

    package func refills(status: RefillStatus?, limit: Int) async throws -> [Refill] {
        try await engine.scan { try OrderQueries.refills(status: status, limit: limit, on: $0) }
    }

    package func checkInvariants(at now: Timestamp) async throws -> [InvariantReport] {
        try await engine.scan { connection in
            try Invariant.all.map { try $0.check(on: connection, at: now) }
        }
    }
}
