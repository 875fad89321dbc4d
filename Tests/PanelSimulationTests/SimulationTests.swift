import PanelCore
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Runs many simulations. `SIMULATION_FIRST_SEED` and `SIMULATION_SEEDS` say which.
struct SimulationTests {
    /// Seeds that are run one after the other; chunks run at the same time.
    struct Chunk: Sendable, CustomTestStringConvertible {
        let first: UInt64
        let count: UInt64

        var testDescription: String { "\(count) seeds from \(first)" }
    }

    static let firstSeed = setting("SIMULATION_FIRST_SEED") ?? 1
    static let seeds = setting("SIMULATION_SEEDS") ?? 10_000
    static let chunks: [Chunk] = {
        let size = max(1, (seeds + 19) / 20)
        return stride(from: 0, to: seeds, by: Int(size)).map { start in
            Chunk(first: firstSeed + start, count: min(size, seeds - start))
        }
    }()

    @Test(arguments: chunks)
    func noMoneyIsMadeAndNoOrderIsLostOrSentTwice(chunk: Chunk) {
        for seed in chunk.first..<(chunk.first + chunk.count) {
            let report = Simulation(seed: seed, recordsTrace: SimulationTests.seeds == 1).run()
            // Recorded only when a seed is run alone, to be read.
            for line in report.trace { print(line) }
            guard let failure = report.failure else { continue }
            Issue.record("seed \(seed): \(failure)\nreplay: \(SimulationTests.replay(seed))")
            // One is enough: the next ones are most often the same bug.
            return
        }
    }

    static func replay(_ seed: UInt64) -> String {
        "SIMULATION_FIRST_SEED=\(seed) SIMULATION_SEEDS=1 swift test --filter PanelSimulationTests"
    }

    @Test(arguments: [1, 2, 3, 4_711, 99_991] as [UInt64])
    func theSameSeedDoesTheSame(seed: UInt64) {
        let first = Simulation(seed: seed, recordsTrace: true).run()
        let second = Simulation(seed: seed, recordsTrace: true).run()
        #expect(first.traceHash == second.traceHash)
        #expect(first.trace == second.trace)
        #expect(first.steps == second.steps)
    }

    @Test func whatCanHappenHappens() {
        var coverage = Coverage()
        for seed in 1...UInt64(300) { coverage.add(Simulation(seed: seed).run().coverage) }
        #expect(coverage.gaps.isEmpty)
    }

    private static func setting(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }
}
