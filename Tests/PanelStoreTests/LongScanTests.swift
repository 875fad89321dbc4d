import Dispatch
import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Synchronization
import Testing

/// Listings and doctors take their time, and nobody who orders waits for them.
struct LongScanTests {
    @Test(.timeLimit(.minutes(2)))
    func sqliteSellsWhileStaffScan() async throws {
        try await withTemporaryDirectory { directory in
            try await expectSales(beside: SQLiteEngine(directory: directory), atOnce: 3)
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func postgresSellsWhileStaffScan() async throws {
        let cluster = try await PostgresCluster.shared.value
        try await expectSales(beside: openEngine(configuration(try cluster.makeDatabase())), atOnce: 1)
    }

    /// Holds ten scans open while a price changes and orders go on, also to their provider.
    private func expectSales(beside engine: some SQLEngine, atOnce count: Int) async throws {
        let store = try await SQLStore(engine: engine)
        let panel = PanelFixture(store: store)
        let scans = LongScans()
        try await panel.whileRunning {
            let scanning = (0..<10).map { _ in Task { try await engine.scan(for: .staff) { _ in scans.hold() } } }
            var failure: (any Error)?
            do {
                while scans.running.load(ordering: .relaxed) < count { try await Task.sleep(for: .milliseconds(5)) }
                try await LongScanTests.sell(panel)
            } catch {
                failure = error
            }
            for _ in scanning { scans.end.signal() }
            for task in scanning { try await task.value }
            if let failure { throw failure }
            try await StoreConformance.checkBooks(store)
        }
        #expect(scans.wereWaitedFor.load(ordering: .relaxed) == false, "orders waited for listings")
        #expect(scans.most.load(ordering: .relaxed) == count, "no more at once")
        try store.close()
    }

    private static func sell(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let provider = try await panel.provider()
        let prices = PricingCache(store: panel.store)
        for price in 1...5 {
            let service = try await panel.service(by: [provider]) { $0.rate = .of("\(price)") }
            #expect(try await prices.catalogue()[service]?.rate == .of("\(price)"))
            let order = try await panel.place(service, for: alice)
            try await panel.accept(order, as: "\(price)")
            #expect(try await panel.store.watchedSubmissions(of: provider.id, after: nil, limit: 9).count == price)
        }
    }

    @Test func whoWaitsBehindTooManyIsRefused() async throws {
        let gate = ScanGate(atOnce: 1, mostWaiting: 1)
        let door = Door()
        let first = Task { try await gate.pass { await door.wait() } }
        while !door.isWaitedFor { await Task.yield() }
        // Of two that come now one may wait, and the other hears at once why not.
        let passed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<2 { group.addTask { (try? await gate.pass {}) != nil } }
            var passed: [Bool] = []
            for await result in group {
                passed.append(result)
                door.open()
            }
            return passed
        }
        #expect(passed == [false, true])
        try await first.value
        #expect(SQLError.tooManyScans.description.contains("try again"))
    }
}

/// Scans that last until they are told to end, or for so long that somebody must wait for them.
private final class LongScans: Sendable {
    let running = Atomic<Int>(0)
    let most = Atomic<Int>(0)
    let wereWaitedFor = Atomic<Bool>(false)
    let end = DispatchSemaphore(value: 0)

    func hold() {
        most.max(running.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
        if end.wait(timeout: .now() + 60) == .timedOut { wereWaitedFor.store(true, ordering: .relaxed) }
        running.subtract(1, ordering: .relaxed)
    }
}

/// One waits at it until it is opened.
private final class Door: Sendable {
    private let waiting = Mutex<CheckedContinuation<Void, Never>?>(nil)

    var isWaitedFor: Bool { waiting.withLock { $0 != nil } }

    func wait() async {
        await withCheckedContinuation { continuation in waiting.withLock { $0 = continuation } }
    }

    func open() {
        waiting.withLock { waiting in
            waiting?.resume()
            waiting = nil
        }
    }
}
