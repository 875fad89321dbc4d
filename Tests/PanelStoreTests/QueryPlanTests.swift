import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Synchronization
import Testing

/// What the writer does while all orders wait must not take longer with each order that there was.
struct QueryPlanTests {
    /// Tables that grow with what is sold.
    private static let growing: Set<Substring> = [
        "orders", "order_parameters", "placed_requests", "active_links", "submissions", "run_totals", "order_events",
        "transfers", "credits", "refills", "accounts", "balances", "own_rates",
    ]

    @Test(arguments: StoreConformance.all)
    func theWriterScansNothingThatGrows(_ scenario: StoreScenario) async throws {
        try await withTemporaryDirectory { directory in
            let engine = ExplainingEngine(try SQLiteEngine(directory: directory))
            let store = try await SQLStore(engine: engine)
            engine.begin()
            try await StoreConformance.run(scenario, on: store)
            for (sql, steps) in engine.plans {
                for step in steps where step.hasPrefix("SCAN ") {
                    let table = step.split(separator: " ")[1]
                    // One attempt is under way for each call.
                    if step.hasSuffix("INDEX submissions_submitting") { continue }
                    #expect(!Self.growing.contains(table), "\(step): \(sql)")
                }
            }
        }
    }

    @Test func theNewestIDsOfAProviderAreFoundWithoutASort() async throws {
        try await withTemporaryDirectory { directory in
            let engine = ExplainingEngine(try SQLiteEngine(directory: directory))
            let store = try await SQLStore(engine: engine)
            let panel = PanelFixture(store: store)
            try await panel.whileRunning {
                let alice = try await panel.account(balance: "100")
                let provider = try await panel.provider()
                let service = try await panel.service(by: [provider])
                for id in 1...3 { try await panel.accept(try await panel.place(service, for: alice), as: "\(id)") }
                func newest(_ limit: Int) async throws -> [String] {
                    engine.begin(.scans)
                    return try await store.newestUpstreamIDs(of: provider.id, sinceRestore: false, limit: limit)
                        .map(\.description)
                }
                #expect(try await newest(2) == ["3", "2"])
                let plan = try #require(engine.plans.first)
                #expect(engine.plans.count == 1 && plan.key.contains("LIMIT 10000"))
                #expect(plan.value.contains { $0.hasPrefix("SEARCH submissions USING PRIMARY KEY") }, "\(plan.value)")
                // There are no more, which only a look at all of them tells.
                #expect(try await newest(9) == ["3", "2", "1"])
                #expect(engine.plans.count == 2)
            }
            try store.close()
        }
    }

    @Test func aScanIsFound() async throws {
        try await withTemporaryDirectory { directory in
            let engine = ExplainingEngine(try SQLiteEngine(directory: directory))
            let store = try await SQLStore(engine: engine)
            engine.begin()
            try await engine.write { connection in
                try connection.run([.query("SELECT link FROM orders WHERE charge = $1", .row(.null)) { _ in }])
            }
            #expect(engine.plans.values.joined().contains { $0.hasPrefix("SCAN orders") })
            try store.close()
        }
    }
}
