import Foundation
import Hummingbird
import Logging
import NIOCore
import PanelCore
import PanelFulfilment
import PanelSQL
import PanelSQLite
import PanelSecrets
import PanelStore
import PanelTesting
import Synchronization
import Testing

/// A server that stood still for longer than its leases last does not write down what it heard before.
@Suite(.serialized) struct StaleReportTests {
    /// A provider of one order, whose answers wait until they are let go.
    private final class SlowProvider: Sendable {
        private struct State {
            var report = #"{"status":"In progress","charge":"0.5","start_count":"1","remains":"60","currency":"USD"}"#
            var asked = 0
            var isHeld = true
        }

        private let state = Mutex(State())

        var asked: Int { state.withLock { $0.asked } }

        func say(_ report: String) { state.withLock { $0.report = report } }
        func letGo() { state.withLock { $0.isHeld = false } }

        func run(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
            let router = Router()
            router.post("/api/v2") { [self] request, _ in
                let text = String(buffer: try await request.body.collect(upTo: 65_536))
                guard text.contains("action=status") else { return #"{"order":71}"# }
                // What it says is what held when it was asked.
                let report = state.withLock { state in
                    state.asked += 1
                    return state.report
                }
                while state.withLock({ $0.isHeld }) { try await Task.sleep(for: .milliseconds(10)) }
                return text.contains("orders=") ? "{\"71\":\(report)}" : report
            }
            let (ports, port) = AsyncStream<Int>.makeStream()
            let application = Application(
                router: router,
                configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { port.yield($0.localAddress?.port ?? 0) }
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                var found = ports.makeAsyncIterator()
                let port = await found.next() ?? 0
                defer { group.cancelAll() }
                try await body("http://127.0.0.1:\(port)/api/v2")
            }
        }
    }

    /// By how much the clock that only goes forward was ahead, in milliseconds.
    private final class Skipped: Sendable {
        private let sum = Mutex<Int64>(0)

        var milliseconds: Int64 { sum.withLock { $0 } }

        func add(_ milliseconds: Int64) { sum.withLock { $0 += milliseconds } }
    }

    private static let partial =
        #"{"status":"Partial","charge":"0.2","start_count":"1","remains":"60","currency":"USD"}"#

    @Test func whatWasHeardBeforeStandingStillIsNotWrittenDown() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "panel-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let provider = SlowProvider()
        try await provider.run { url in
            let store = try await SQLStore(engine: SharedEngine(try SQLiteEngine(directory: directory)))
            let panel = PanelFixture(store: store)
            let skipped = Skipped()
            let fulfilment = Fulfilment(
                server: ServerName("test"),
                store: store,
                writer: panel.writer,
                sealer: try TextSealer(secret: Array(1...32)),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                clocks: Clocks(
                    now: { .now },
                    instant: { Instant.now.adding(milliseconds: skipped.milliseconds) }
                )
            )
            try await panel.whileRunning {
                let running = Task { try await fulfilment.run() }
                defer { running.cancel() }
                let order = try await accepted(url, panel, fulfilment)
                let key = SubmissionKey(order: order, run: 1)
                // The poller asks; the process stands still, and its lease ends.
                try await eventually("the provider is asked") { provider.asked > 0 }
                skipped.add(20_000)
                // Another server has heard meanwhile how it ended.
                let upstream = UpstreamID(unchecked: "71")
                let report = UpstreamReport(
                    statusText: "Partial",
                    startCount: 1,
                    remains: 60,
                    charge: .of("0.2")
                )
                let item = RecordReports.Item(key: key, upstreamID: upstream, answer: .report(report))
                let submission = try await panel.submission(order)
                _ = try await panel.perform(
                    RecordReports(provider: try #require(submission.destination?.provider), items: [item], now: .now)
                )
                provider.say(StaleReportTests.partial)
                let asked = provider.asked
                provider.letGo()
                // It goes on, and hears the same as the other one.
                try await eventually("the provider is asked again") { provider.asked > asked }
                let end = try await panel.submission(order)
                #expect(end.state == .accepted && end.outcome == .partial, "\(end.state) \(end.attention)")
                running.cancel()
                try await running.value
            }
            try await StoreConformance.checkBooks(store)
        }
    }

    /// An order that the provider has.
    private func accepted(_ url: String, _ panel: PanelFixture, _ fulfilment: Fulfilment) async throws -> OrderID {
        let name = ProviderName(unchecked: "slow")
        let terms = ProviderTerms(idempotencyParameter: nil, pollSeconds: 1, allowsPrivateAddress: true)
        let provider = try await panel.perform(
            AddProvider(
                name: name,
                url: url,
                sealedKey: try fulfilment.seal("key", for: name),
                terms: terms,
                now: .now
            )
        )
        let service = try await panel.service(1, by: [provider]) { service in
            service.routes = [Route(target: .provider(provider.id, service: UpstreamID(unchecked: "7")))]
        }
        let alice = try await panel.account(balance: "100")
        let command = PlaceOrder(
            account: alice.id,
            request: try await panel.request(service, of: alice),
            identity: nil,
            idempotencyKey: .random(),
            now: .now
        )
        let order = try #require(try await panel.perform(command).placedOrder)
        try await eventually("the provider has it") { try await panel.submission(order).state == .accepted }
        return order
    }

    private func eventually(_ what: String, _ body: () async throws -> Bool) async throws {
        for _ in 0..<3000 {
            if try await body() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("it did not happen that \(what)")
    }
}

/// SQLite, as if other servers worked with it too.
private final class SharedEngine: SQLEngine {
    private let engine: SQLiteEngine

    init(_ engine: SQLiteEngine) {
        self.engine = engine
    }

    let isShared = true
    var place: FilePlace { engine.place }
    var writingThread: SQLThread { engine.writingThread }

    func checkIsThere() throws { try engine.checkIsThere() }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await engine.read(body)
    }

    func lookUp<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await engine.lookUp(body)
    }

    func scan<T: Sendable>(
        for use: ScanUse,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await engine.scan(for: use, body)
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T {
        try await engine.write(body)
    }

    func backUp(to file: String) async throws -> Backup { try await engine.backUp(to: file) }

    func close() throws { try engine.close() }
}
