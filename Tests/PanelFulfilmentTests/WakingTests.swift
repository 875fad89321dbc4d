import NIOCore
import PanelClient
import PanelCore
import PanelFulfilment
import PanelSQL
import PanelSQLite
import PanelSandbox
import PanelStore
import PanelTesting
import Synchronization
import Testing

/// Who works at providers sleeps until there is something to do, and is woken by what gives it.
@Suite(.serialized) struct WakingTests {
    private struct Panel: Sendable {
        let work: FulfilmentFixture
        let engine: CountingEngine
        let sandbox: SandboxProvider

        var fixture: PanelFixture { work.panel }

        /// A provider, and a service over it.
        func provider(_ name: String) async throws -> (Provider, ServiceID) {
            let url = try #require(sandbox.address.map { "http://127.0.0.1:\($0.port ?? 0)/api/v2" })
            let provider = try await work.provider(name, at: url)
            let sold = try #require(SandboxCatalogue.sample.first { $0.type == .standard && $0.offersCancel })
            let service = try await fixture.service(provider.id.rawValue, by: [provider]) { service in
                service.routes = [
                    Route(target: .provider(provider.id, service: UpstreamID(unchecked: sold.id.description)))
                ]
            }
            return (provider, service)
        }

        func placed(_ service: ServiceID, for account: Account) async throws -> OrderID {
            let request = try await fixture.request(service, of: account)
            let command = PlaceOrder(
                account: account.id,
                request: request,
                identity: nil,
                idempotencyKey: .random(),
                now: .now
            )
            return try #require(try await fixture.perform(command).placedOrder)
        }

        func expectAccepted(_ order: OrderID) async throws {
            _ = try await eventually("order \(order) is at its provider") {
                try await fixture.submission(order).upstreamID
            }
        }

        /// Waits until nothing was asked about providers for as long as any part of a worker rests at least.
        func settle() async throws {
            try await eventually("the workers are at rest") {
                let before = engine.count
                try await Task.sleep(for: .milliseconds(1500))
                return engine.count == before ? true : nil
            }
        }
    }

    private func withPanel(
        loggingTo lines: LoggedLines = LoggedLines(),
        _ body: @escaping @Sendable (Panel) async throws -> Void
    ) async throws {
        var configuration = SandboxProvider.Configuration()
        configuration.port = 0
        configuration.pace = .manual
        let sandbox = SandboxProvider(configuration: configuration)
        try await sandbox.start()
        let made = Mutex<CountingEngine?>(nil)
        let count = { (engine: SQLiteEngine) in
            let engine = CountingEngine(engine)
            made.withLock { $0 = engine }
            return engine
        }
        try await FulfilmentFixture.with(.running, engine: count, logger: lines.logger) { work in
            let engine = try #require(made.withLock { $0 })
            let panel = Panel(work: work, engine: engine, sandbox: sandbox)
            let running = Task { try await work.fulfilment.run() }
            do { try await body(panel) } catch {
                running.cancel()
                try? await running.value
                throw error
            }
            running.cancel()
            try await running.value
        }
        await sandbox.stop()
    }

    @Test func idleProvidersCostNoReads() async throws {
        try await withPanel { panel in
            for name in ["first", "second", "third"] { _ = try await panel.provider(name) }
            try await panel.settle()
            let before = panel.engine.count
            // Time for whoever looks again and again.
            try await Task.sleep(for: .seconds(3))
            #expect(panel.engine.count == before, "\(panel.engine.statements)")
        }
    }

    @Test func whatIsToBeDoneIsDoneAtOnce() async throws {
        try await withPanel { panel in
            let alice = try await panel.fixture.account(balance: "100")
            let (provider, service) = try await panel.provider("first")
            try await panel.settle()
            let order = try await panel.placed(service, for: alice)
            try await panel.expectAccepted(order)
            // Nobody asks for a minute unless told: so whoever is told comes before that.
            try await panel.settle()
            _ = try await panel.fixture.cancel([order], by: alice)
            try await eventually("the cancel is asked for") {
                try await panel.fixture.submission(order).cancel == .wanted ? nil : true
            }
            // Staff stop the provider, and let it go on.
            try await panel.settle()
            try await panel.fixture.perform(ChangeProvider(id: provider.id, change: .pause, now: .now))
            let waiting = try await panel.placed(service, for: alice)
            try await panel.settle()
            #expect(try await panel.fixture.submission(waiting).state == .queued)
            try await panel.fixture.perform(ChangeProvider(id: provider.id, change: .resume, now: .now))
            try await panel.expectAccepted(waiting)
        }
    }

    @Test func whatFailsIsToldOnceAndSoIsItsEnd() async throws {
        let lines = LoggedLines()
        try await withPanel(loggingTo: lines) { panel in
            let alice = try await panel.fixture.account(balance: "100")
            let (_, service) = try await panel.provider("first")
            try await panel.settle()
            panel.engine.isFailing.store(true, ordering: .relaxed)
            let order = try await panel.placed(service, for: alice)
            try await eventually("reads fail again and again") {
                panel.engine.failures.load(ordering: .relaxed) > 20 ? true : nil
            }
            panel.engine.isFailing.store(false, ordering: .relaxed)
            try await panel.expectAccepted(order)
        }
        let told = lines.all.filter { $0.contains("task=find-orders") }
        #expect(told.count == 2, "\(lines.all)")
        #expect(told.first?.hasPrefix("warning ") == true && told.first?.contains("error=Unread") == true)
        #expect(told.last?.hasPrefix("notice ") == true && told.last?.contains(" failures=1 ") == false)
    }
}

/// Waits until `body` is not `nil`, for half as long as nobody looks who was not woken.
@discardableResult
private func eventually<Value>(_ what: String, _ body: () async throws -> Value?) async throws -> Value {
    for _ in 0..<NextDue.longestRest / 2 / 100 {
        if let value = try await body() { return value }
        try await Task.sleep(for: .milliseconds(100))
    }
    throw DidNotHappen(what: what)
}

private struct DidNotHappen: Error {
    let what: String
}

/// SQLite, which counts what is asked about providers.
private final class CountingEngine: SQLEngine {
    private let engine: SQLiteEngine
    private let asked = Mutex<[String]>([])
    /// Whether what is asked about providers fails, and how often it did.
    let isFailing = Atomic(false)
    let failures = Atomic(0)

    init(_ engine: SQLiteEngine) {
        self.engine = engine
    }

    var statements: [String] { asked.withLock { $0 } }
    var count: Int { asked.withLock { $0.count } }

    fileprivate func note(_ jobs: [SQLJob]) throws {
        let counted = jobs.map(\.sql.text).filter { $0.contains("provider_id = ") }
        asked.withLock { $0 += counted }
        guard !counted.isEmpty, isFailing.load(ordering: .relaxed) else { return }
        failures.add(1, ordering: .relaxed)
        throw Unread()
    }

    private struct Unread: Error {}

    private func counted(_ connection: any SQLConnection) -> any SQLConnection {
        CountingConnection(connection, for: self)
    }

    var isShared: Bool { engine.isShared }
    var place: FilePlace { engine.place }
    var writingThread: SQLThread { engine.writingThread }

    func checkIsThere() throws { try engine.checkIsThere() }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await engine.read { try body(self.counted($0)) }
    }

    func lookUp<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await engine.lookUp { try body(self.counted($0)) }
    }

    func scan<T: Sendable>(
        for use: ScanUse,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await engine.scan(for: use) { try body(self.counted($0)) }
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T {
        try await engine.write(body)
    }

    func backUp(to file: String) async throws -> Backup { try await engine.backUp(to: file) }

    func close() throws { try engine.close() }
}

private final class CountingConnection: SQLConnection {
    private let connection: any SQLConnection
    private let engine: CountingEngine

    init(_ connection: any SQLConnection, for engine: CountingEngine) {
        self.connection = connection
        self.engine = engine
    }

    var dialect: SQLDialect { connection.dialect }

    func run(_ jobs: [SQLJob]) throws {
        try engine.note(jobs)
        try connection.run(jobs)
    }
}
