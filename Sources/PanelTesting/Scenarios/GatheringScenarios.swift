import PanelCore
import PanelStore
import Synchronization
import Testing

// How batches come about.
extension StoreConformance {
    static let gathering: [StoreScenario] = [
        StoreScenario("a batch waits for those who were just answered", waitsForTheSame),
        StoreScenario("a writer that waits for more ends when it is closed", closingEndsGathering),
        StoreScenario("nobody waits for more callers than there are", nobodyWaitsForMore),
    ]

    /// Carries out a first batch, and what `body` adds after it, with a writer that waits as good as for ever, if it waits.
    ///
    /// - Returns: The numbers of the commands of each batch.
    private static func batches(
        _ panel: PanelFixture,
        worthwhile: Int,
        first: [Int],
        then body: (CommandQueue, CommandLog) async throws -> Void
    ) async throws -> [[Int]] {
        var limits = BatchWriter.Limits()
        limits.worthwhile = worthwhile
        limits.gathering = 600_000_000
        let log = CommandLog()
        let queue = panel.queue(limits)
        let tasks = first.map { queue.add(LoggedCommand($0, log)) }
        async let running: Void = queue.run()
        for task in tasks { try await task.value.get() }
        try await body(queue, log)
        queue.close()
        try await running
        return log.batches
    }

    private static func waitsForTheSame(_ panel: PanelFixture) async throws {
        // Three are answered, and two are worth a batch.
        let batches = try await batches(panel, worthwhile: 2, first: [1, 2, 3]) { queue, log in
            let fourth = queue.add(LoggedCommand(4, log))
            // A writer that does not wait carries it out now.
            try await Task.sleep(for: .milliseconds(50))
            let fifth = queue.add(LoggedCommand(5, log))
            try await fourth.value.get()
            try await fifth.value.get()
        }
        #expect(batches == [[1, 2, 3], [4, 5]])
    }

    private static func closingEndsGathering(_ panel: PanelFixture) async throws {
        let batches = try await batches(panel, worthwhile: 2, first: [1, 2]) { queue, log in
            let last = queue.add(LoggedCommand(3, log))
            queue.close()
            try await last.value.get()
        }
        #expect(batches == [[1, 2], [3]])
    }

    private static func nobodyWaitsForMore(_ panel: PanelFixture) async throws {
        let batches = try await batches(panel, worthwhile: 16, first: []) { queue, log in
            for number in 1...3 { try await queue.add(LoggedCommand(number, log)).value.get() }
        }
        #expect(batches == [[1], [2], [3]])
    }
}

/// Which commands were carried out together: those of a batch say what they need before the first of them is run.
private final class CommandLog: Sendable {
    private struct State {
        var batches: [[Int]] = []
        var isRunning = true
    }

    private let state = Mutex(State())

    var batches: [[Int]] { state.withLock { $0.batches } }

    func needs(_ number: Int) {
        state.withLock { state in
            if state.isRunning { state.batches.append([]) }
            state.isRunning = false
            state.batches[state.batches.count - 1].append(number)
        }
    }

    func runs() {
        state.withLock { $0.isRunning = true }
    }
}

/// Changes nothing.
private struct LoggedCommand: Command {
    private let number: Int
    private let log: CommandLog

    init(_ number: Int, _ log: CommandLog) {
        self.number = number
        self.log = log
    }

    func declareReads(in reads: inout ReadSet) {
        log.needs(number)
    }

    func execute(in scope: inout Scope) throws(StaffRefusal) {
        log.runs()
    }
}
