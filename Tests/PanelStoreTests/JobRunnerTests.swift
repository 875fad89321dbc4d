import Logging
import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Synchronization
import Testing

/// Jobs rest, are woken, fail and go on.
struct JobRunnerTests {
    /// Counts its runs, and does in each what a test wants.
    private final class Count: Job {
        let name: String
        let interval: Duration
        let place: JobPlace
        let wokenBy: Set<Work>
        let firstRest: Duration
        let runsWhileClosed: Bool
        private let body: @Sendable (Int) throws -> Bool
        private let count = Mutex(0)

        init(
            _ name: String = "count",
            every interval: Duration = .seconds(3600),
            place: JobPlace = .everyServer,
            wokenBy: Set<Work> = [],
            firstRest: Duration = .zero,
            runsWhileClosed: Bool = false,
            _ body: @escaping @Sendable (Int) throws -> Bool = { _ in false }
        ) {
            (self.name, self.interval, self.place, self.wokenBy, self.body) = (name, interval, place, wokenBy, body)
            (self.firstRest, self.runsWhileClosed) = (firstRest, runsWhileClosed)
        }

        var runs: Int { count.withLock { $0 } }

        func run(at now: Timestamp) async throws -> Bool {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return try body(number)
        }

        func expect(_ wanted: Int) async throws {
            for _ in 0..<3000 where runs < wanted { try await Task.sleep(for: .milliseconds(10)) }
            #expect(runs >= wanted)
        }
    }

    private final class Leases: JobLeases {
        let held = Mutex<Set<String>>([])
        let running = Mutex<Set<String>>([])

        func begin(_ job: String) -> Bool {
            guard held.withLock({ $0.contains(job) }) else { return false }
            running.withLock { _ = $0.insert(job) }
            return true
        }

        func end(_ job: String) { running.withLock { _ = $0.remove(job) } }
    }

    private struct Failure: Error {}

    /// Keeps what is logged.
    private struct Lines: LogHandler {
        let kept: Kept
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        final class Kept: Sendable {
            let lines = Mutex<[String]>([])
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let job = event.metadata?["job"].map { "\($0)" } ?? ""
            kept.lines.withLock { $0.append("\(event.level) \(job) \(event.message)") }
        }
    }

    /// Runs jobs for as long as `body` lasts.
    ///
    /// - Returns: What was logged.
    @discardableResult
    private func run(
        _ jobs: [any Job],
        leases: Leases = Leases(),
        inClosedPanel isClosed: Bool = false,
        _ body: @escaping @Sendable (Wakeups) async throws -> Void
    ) async throws -> [String] {
        let kept = Lines.Kept()
        try await withTemporaryDirectory { directory in
            let store = try await SQLStore(engine: SQLiteEngine(directory: directory))
            // One that was served elsewhere since is closed.
            if isClosed { try await store.open(remembering: .unreadable) }
            let wakeups = Wakeups()
            let runner = JobRunner(
                jobs,
                store: store,
                wakeups: wakeups,
                leases: leases,
                now: { PanelFixture.noon },
                logger: Logger(label: "test") { _ in Lines(kept: kept) }
            )
            let stop = StopSignal()
            async let running: Void = runner.run(until: stop)
            do { try await body(wakeups) } catch {
                stop.give()
                throw error
            }
            stop.give()
            await running
            try store.close()
        }
        return kept.lines.withLock { $0 }
    }

    @Test func aJobRestsUnlessMoreWaits() async throws {
        let (greedy, calm, other) = (Count { $0 < 5 }, Count(), Count(every: .milliseconds(1)))
        try await run([greedy, calm, other]) { _ in
            try await greedy.expect(5)
            try await calm.expect(1)
            try await other.expect(20)
        }
        #expect(greedy.runs == 5 && calm.runs == 1)
    }

    @Test func aCommitWakesWhoeverItConcerns() async throws {
        let (first, second) = (ProviderID(rawValue: 1), ProviderID(rawValue: 2))
        let (job, other) = (Count(wokenBy: [.queued(first), .errands(second)]), Count(wokenBy: [.queued(second)]))
        try await run([job, other]) { wakeups in
            try await job.expect(1)
            try await other.expect(1)
            for wanted in 2...4 {
                wakeups.tell(of: [.queued(first)])
                try await job.expect(wanted)
            }
            wakeups.tell(of: [.errands(second)])
            try await job.expect(5)
        }
        #expect(other.runs == 1)
    }

    @Test func aFailureIsLoggedOnceAndItsEndOnce() async throws {
        let job = Count("fragile", every: .milliseconds(1)) { number in
            if (2...9).contains(number) { throw Failure() }
            return false
        }
        let lines = try await run([job]) { _ in try await job.expect(12) }
        #expect(lines == ["warning fragile A job failed. It is tried again.", "notice fragile A job works again."])
    }

    @Test func aJobOfOneServerNeedsItsLease() async throws {
        let leases = Leases()
        let job = Count("one", every: .milliseconds(1), place: .oneServer) { _ in
            #expect(leases.running.withLock { $0 == ["one"] })
            return false
        }
        let free = Count(every: .milliseconds(1))
        try await run([job, free], leases: leases) { _ in
            try await free.expect(50)
            #expect(job.runs == 0)
            leases.held.withLock { $0 = ["one"] }
            try await job.expect(3)
        }
        #expect(leases.running.withLock { $0.isEmpty })
    }

    @Test func aJobThatIsStoppedHasNotFailed() async throws {
        let job = Count(every: .milliseconds(1)) { _ in throw CancellationError() }
        let lines = try await run([job]) { _ in try await job.expect(3) }
        #expect(lines == [])
    }

    @Test func aJobMayRestFirst() async throws {
        let (late, never) = (Count(firstRest: .milliseconds(50)), Count(firstRest: .seconds(3600)))
        try await run([late, never]) { _ in try await late.expect(1) }
        #expect(never.runs == 0)
    }

    @Test func ofAClosedPanelOnlyWhatSaysSoIsDone() async throws {
        let (job, other) = (Count(every: .milliseconds(1), runsWhileClosed: true), Count(every: .milliseconds(1)))
        try await run([job, other], inClosedPanel: true) { _ in try await job.expect(50) }
        #expect(other.runs == 0)
    }

    @Test func bellsEndSleep() async throws {
        let bell = Bell()
        bell.ring()
        bell.ring()
        await bell.wait(atMost: .seconds(3600))
        async let sleeping: Void = bell.wait(atMost: .seconds(3600))
        bell.ring()
        await sleeping
        await bell.wait(atMost: .milliseconds(1))
        let stop = StopSignal()
        async let first: Void = stop.wait(atMost: .seconds(3600))
        async let second: Void = stop.wait(atMost: .seconds(3600), or: bell)
        stop.give()
        _ = await (first, second)
        await stop.wait(atMost: .seconds(3600))
        let cancelled = Task { await Bell().wait(atMost: .seconds(3600)) }
        cancelled.cancel()
        await cancelled.value
    }
}
