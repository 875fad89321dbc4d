import Foundation
import Logging
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
        let fixture: PanelFixture
        let engine: CountingEngine
        let fulfilment: Fulfilment
        let sandbox: SandboxProvider

        /// A provider, and a service over it.
        func provider(_ name: String) async throws -> (Provider, ServiceID) {
            let url = try #require(sandbox.address.map { "http://127.0.0.1:\($0.port ?? 0)/api/v2" })
            let name = ProviderName(unchecked: name)
            let provider = try await fixture.perform(
                AddProvider(
                    name: name,
                    url: url,
                    sealedKey: try fulfilment.seal("sandbox", for: name),
                    terms: ProviderTerms(idempotencyParameter: nil, allowsPrivateAddress: true),
                    now: .now
                )
            )
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

    private func withPanel(_ body: @escaping @Sendable (Panel) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "panel-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var configuration = SandboxProvider.Configuration()
        configuration.port = 0
        configuration.pace = .manual
        let sandbox = SandboxProvider(configuration: configuration)
        try await sandbox.start()
        let engine = CountingEngine(try SQLiteEngine(directory: directory))
        let store = try await SQLStore(engine: engine)
        let fixture = PanelFixture(store: store)
        let fulfilment = Fulfilment(
            server: ServerName("test"),
            store: store,
            writer: fixture.writer,
            sealer: try KeySealer(secret: Array(1...32)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clocks: Clocks(now: { .now }, instant: { .now })
        )
        let panel = Panel(fixture: fixture, engine: engine, fulfilment: fulfilment, sandbox: sandbox)
        try await fixture.whileRunning {
            let running = Task { try await fulfilment.run() }
            do { try await body(panel) } catch {
                running.cancel()
                try? await running.value
                throw error
            }
            running.cancel()
            try await running.value
        }
        try await StoreConformance.checkBooks(store)
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

    init(_ engine: SQLiteEngine) {
        self.engine = engine
    }

    var statements: [String] { asked.withLock { $0 } }
    var count: Int { asked.withLock { $0.count } }

    fileprivate func note(_ jobs: [SQLJob]) {
        asked.withLock { $0 += jobs.map(\.sql.text).filter { $0.contains("provider_id = ") } }
    }

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
        engine.note(jobs)
        try connection.run(jobs)
    }
}
