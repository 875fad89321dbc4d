package import PanelCore
package import PanelStore
import Synchronization

/// The store of every engine that speaks SQL: loads, folds and writes batches, and answers questions.
package final class SQLStore<Engine: SQLEngine>: Store {
    let engine: Engine
    private let knownVersion: Atomic<Int64>
    private let knownAccountsVersion: Atomic<Int64>
    /// Where ids come from when other servers take some too.
    private let allotter: IDAllotter?
    let knownLife = KnownLife()
    let contact = Mutex(DatabaseContact())
    private let follower = Mutex<Task<Void, Never>?>(nil)

    /// Migrates the database that `engine` opens and takes it into use.
    ///
    /// - Throws: ``SQLError/newerSchema(found:known:)`` for a database of a newer program, or the engine's error.
    package init(engine: Engine) async throws {
        self.engine = engine
        allotter = engine.isShared ? IDAllotter() : nil
        do throws(SQLWriteFailure) {
            let (settings, accounts) = try await engine.write { connection in
                try Migrations.run(on: connection)
                try CopyRecord.refuseUse(on: connection)
                try connection.run([
                    .any(Self.keepSetting, .row(.text(AccountQueries.installation), .text(Self.newInstallation)))
                ])
                return (
                    try AccountQueries.settingsVersion(on: connection),
                    try AccountQueries.accountsVersion(on: connection)
                )
            }
            knownVersion = Atomic(settings.rawValue)
            knownAccountsVersion = Atomic(accounts.rawValue)
        } catch {
            throw error.cause
        }
        if engine.isShared { follow() }
    }

    package var settingsVersion: SettingsVersion {
        SettingsVersion(rawValue: knownVersion.load(ordering: .acquiring))
    }

    package var accountsVersion: AccountsVersion {
        AccountsVersion(rawValue: knownAccountsVersion.load(ordering: .acquiring))
    }

    package func commit(_ batch: Batch) async throws(CommitFailure) {
        do throws(SQLWriteFailure) {
            let (settings, accounts) = try await write(batch)
            note(settings, accounts)
        } catch {
            switch error {
            case .failed(let cause):
                if let reason = cause as? ClosedReason { await close(for: reason) }
                throw .failed(cause)
            case .outcomeUnknown(let cause): throw .outcomeUnknown(cause)
            }
        }
    }

    /// Writes a batch.
    ///
    /// - Returns: The newest versions that are committed with it, as far as it has to do with them.
    private func write(_ batch: Batch) async throws(SQLWriteFailure) -> (SettingsVersion, AccountsVersion) {
        let reads = batch.reads
        guard let allotter else {
            return try await engine.write { [self] in try write(batch, reads, ids: nil, on: $0) }
        }
        while true {
            try await reserve(allotter.requests(for: reads.newIDs), for: allotter)
            let lease = IDLease(reads.newIDs, from: allotter)
            do throws(SQLWriteFailure) {
                return try await engine.write { [self] in try write(batch, reads, ids: lease, on: $0) }
            } catch {
                // Of ids that may have been written, none is used again.
                guard case .failed(let cause) = error else { throw error }
                lease.giveBack()
                if let passed = cause as? IDLease.Passed {
                    allotter.drop(ordersUpTo: passed.floor)
                } else if !(cause is IDLease.Exhausted) {
                    throw error
                }
            }
        }
    }

    /// May run several times for one batch.
    private func write(
        _ batch: Batch,
        _ reads: ReadSet,
        ids: IDLease?,
        on connection: any SQLConnection
    ) throws -> (SettingsVersion, AccountsVersion) {
        try knownLife.check(connection)
        let known = knownLife.mayPass ? nil : settingsVersion
        let snapshot = try SnapshotLoader.load(
            reads,
            firstIDs: ids?.begin(),
            passesClosed: knownLife.mayPass,
            from: connection
        )
        if let known, snapshot.version < known {
            // Another connection than before, though it is the same one for this process: a pooler stands between.
            throw ClosedReason.behind(
                mark: PanelLife.settings,
                found: snapshot.version.rawValue,
                known: known.rawValue
            )
        }
        let changes = batch.fold(over: snapshot)
        guard reads.settings || !changes.changesSettings, reads.accountChanges || changes.changedAccounts.isEmpty
        else { throw SQLError.undeclaredSettings }
        ids?.keep(changes.allotted)
        let accounts = changes.changedAccounts.isEmpty ? snapshot.accountsVersion : snapshot.accountsVersion.next
        try connection.run(
            ChangesWriter.jobs(
                for: changes,
                after: snapshot.auditHead,
                accountsVersion: accounts,
                advancesSequences: ids == nil
            )
        )
        return (changes.changesSettings ? snapshot.version.next : snapshot.version, accounts)
    }

    /// Takes blocks of ids, in a transaction of their own. Ids of a block that is lost on the way are never used.
    private func reserve(_ requests: [IDAllotter.Request], for allotter: IDAllotter) async throws(SQLWriteFailure) {
        guard !requests.isEmpty else { return }
        let ends: [Int64?]
        do throws(SQLWriteFailure) {
            ends = try await engine.write { [knownLife] connection in
                try knownLife.check(connection)
                return try requests.map { request in
                    let row = SQLParameters.row(.text(request.name), .integer(request.size), .integer(request.unlessAt))
                    return try connection.list(Self.reserveIDs, row) { $0.integer() }.first
                }
            }
        } catch {
            // Whether or not ids were taken, nothing of the batch was written.
            throw .failed(error.cause)
        }
        for case (let request, let end?) in zip(requests, ends) {
            allotter.receive(request, end: end)
            knownLife.take(sequence: request.name, end)
        }
    }

    private static var reserveIDs: SQL {
        """
        UPDATE sequences SET next = CASE WHEN next = $3 THEN next ELSE next + $2 END WHERE name = $1 RETURNING next
        """
    }

    // MARK: What other servers change

    private static var pollingInterval: Duration { .milliseconds(500) }

    /// Looks for changes that other servers make to settings and accounts, and whether they go on, for as long as this store
    /// exists. It is no job: whoever opens a store has to know, also a command that runs no jobs, and a panel that is closed.
    private func follow() {
        let task = Task { [weak self] in
            while (try? await Task.sleep(for: Self.pollingInterval.spread)) != nil {
                guard let self else { return }
                // While the database is away, nothing can be ordered either.
                _ = try? await life()
                await tellOthers()
            }
        }
        follower.withLock { $0 = task }
    }

    /// Takes in what is known to be committed.
    func note(_ settings: SettingsVersion, _ accounts: AccountsVersion) {
        _ = knownVersion.max(settings.rawValue, ordering: .acquiringAndReleasing)
        _ = knownAccountsVersion.max(accounts.rawValue, ordering: .acquiringAndReleasing)
    }

    deinit {
        follower.withLock { $0?.cancel() }
    }

    package var isShared: Bool { engine.isShared }
    package var committer: any TaskExecutor { engine.writingThread }

    package func secretDigest() async throws -> String? {
        let digest = try await engine.read { try AccountQueries.setting(AccountQueries.secretDigest, on: $0) }
        return digest.isEmpty ? nil : digest
    }

    package func keepSecretDigest(_ digest: String) async throws -> String {
        do throws(SQLWriteFailure) {
            return try await engine.write { connection in
                try connection.run([.any(Self.keepSetting, .row(.text(AccountQueries.secretDigest), .text(digest)))])
                return try AccountQueries.setting(AccountQueries.secretDigest, on: connection)
            }
        } catch {
            throw error.cause
        }
    }

    package func close() throws {
        follower.withLock { $0?.cancel() }
        try engine.close()
    }

    /// A name that no other panel has.
    private static var newInstallation: String {
        var generator = SystemRandomNumberGenerator()
        return String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
    }

    private static var keepSetting: SQL {
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING"
    }

    // MARK: Reads

    package func read<Question: Query>(_ query: Question) async throws -> Question.Answer {
        guard let question = query as? any SQLQuery, let answer = try await answer(to: question) as? Question.Answer
        else { throw SQLError.unansweredQuery("\(Question.self)") }
        return answer
    }

    private func answer<Question: SQLQuery>(to question: Question) async throws -> Question.Answer {
        guard let use = Question.use else { return try await engine.read { try question.answer(on: $0) } }
        return try await engine.scan(for: use) { try question.answer(on: $0) }
    }

    package func catalogue() async throws -> Catalogue {
        try await engine.scan(for: .catalogue) { try AccountQueries.catalogue(on: $0) }
    }

    package func customer(key digest: KeyDigest) async throws -> Customer? {
        try await engine.read { try AccountQueries.customer(key: digest, on: $0) }
    }

    package func accounts(changedSince version: AccountsVersion) async throws -> [AccountID] {
        try await engine.lookUp { try AccountQueries.accounts(changedSince: version, on: $0) }
    }

    package func balance(of account: AccountID) async throws -> Money? {
        try await engine.lookUp { try AccountQueries.balance(of: account, on: $0) }
    }

    package func orderStates(_ ids: [OrderID], of account: AccountID) async throws -> [OrderID: OrderState] {
        try await engine.lookUp { try OrderQueries.states(ids, of: account, on: $0) }
    }

    package func newestOrders(of account: AccountID, limit: Int64) async throws -> [CustomerOrder] {
        try await engine.read { try OrderQueries.newest(of: account, limit: limit, on: $0) }
    }

    package func refillStatuses(
        _ ids: [RefillID],
        of account: AccountID
    ) async throws -> [RefillID: RefillStatus] {
        try await engine.lookUp { try OrderQueries.refillStatuses(ids, of: account, on: $0) }
    }

    package func placedRequest(_ key: PlacedRequest.Key) async throws -> PlacedRequest? {
        try await engine.lookUp { try AccountQueries.placedRequest(key, on: $0) }
    }

    package func settings() async throws -> Settings {
        try await engine.read { try AccountQueries.settings(on: $0) }
    }

    package func account(named name: AccountName) async throws -> AccountRecord? {
        try await engine.read { try AccountQueries.record(named: name, on: $0) }
    }

    package func order(_ id: OrderID) async throws -> OrderRecord? {
        try await engine.read { try OrderQueries.order(id, on: $0) }
    }

    package func checkInvariants(at now: Timestamp) async throws -> [InvariantReport] {
        try await engine.scan(for: .staff) { try Doctor.examine($0, at: now) }
    }

    package func backUp(to file: String) async throws -> Backup {
        try await engine.backUp(to: file)
    }
}
