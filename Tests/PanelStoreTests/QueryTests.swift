import Foundation
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Testing

/// Every query has its SQL, and none looks through what grows.
struct QueryTests {
    /// What may be looked through: it is made by the statement itself, or short, as there are few providers, and as a job
    /// empties what waits for it.
    private static let short: Set<Substring> = [
        "chain", "found", "unclear", "p", "providers", "changed_orders", "unlisted_transfers", "listing_progress",
        "CONSTANT", "life", "sequences", "versions", "settings",
    ]
    /// An index of what is under way: one entry for each call.
    private static let underWay = "submissions_submitting"
    /// What is looked through for nothing but the rows of a page, and so never sorted.
    private static let clustered = ["account_orders", "statements", "link_orders", "account_listings"]

    @Test func everyQueryIsAmongTheSamples() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/PanelStore/Queries"
        )
        var declared: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            declared.formUnion(text.matches(of: #/struct (\w+): (?:Query|Listing) /#).map { String($0.1) })
        }
        #expect(declared.count > 10)
        #expect(declared == Set(QuerySamples.all.map { "\(type(of: $0))" }))
    }

    @Test func noneLooksThroughWhatGrowsOnSQLite() async throws {
        try await withTemporaryDirectory { directory in
            let engine = ExplainingEngine(try SQLiteEngine(directory: directory))
            try await ask(SQLStore(engine: engine)) { engine.begin(.reads) }
            for (sql, steps) in engine.plans {
                for step in steps where step.hasPrefix("SCAN ") && !step.contains(Self.underWay) {
                    #expect(Self.short.contains(step.split(separator: " ")[1]), "\(step): \(sql)")
                }
                guard Self.clustered.contains(where: { sql.contains("FROM \($0) ") }) else { continue }
                #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps): \(sql)")
            }
            #expect(engine.plans.count > 20)
        }
    }

    /// As many orders of others may wait to be listed as a panel takes while it is busy.
    @Test func whatOneCustomerOrderedIsFoundWithoutTheOrdersOfOthers() async throws {
        try await withTemporaryDirectory { directory in
            let engine = ExplainingEngine(try SQLiteEngine(directory: directory))
            try await ask(SQLStore(engine: engine), QuerySamples.ofOneAccount) { engine.begin(.reads) }
            for (sql, steps) in engine.plans {
                for step in steps where step.hasPrefix("SEARCH orders ") {
                    #expect(!step.contains("rowid>") && !step.contains("rowid<"), "\(step): \(sql)")
                }
            }
            #expect(engine.plans.keys.count { $0.contains("previous_order_id >") } == 3)
        }
    }

    @Test func noneLooksThroughWhatGrowsOnPostgreSQL() async throws {
        let cluster = try await PostgresCluster.shared.value
        let engine = ExplainingEngine(try await openEngine(configuration(try cluster.makeDatabase())))
        try await ask(SQLStore(engine: engine)) { engine.begin(.reads) }
        for (sql, steps) in engine.plans {
            for (step, next) in zip(steps, steps.dropFirst() + [""]) {
                let words = step.split(separator: " ").drop { $0 == "->" }
                if words.starts(with: ["Seq", "Scan"]) {
                    #expect(
                        Self.short.contains(words.dropFirst(3).first ?? ""),
                        "\(steps.joined(separator: "\n")): \(sql)"
                    )
                } else if words.first == "Index", words.contains("Scan"), !sql.contains("ORDER BY id DESC LIMIT") {
                    // From one end of an index to the other is no better.
                    #expect(
                        next.contains("Index Cond") || Self.isShort(step) || step.contains(Self.underWay),
                        "\(steps.joined(separator: "\n")): \(sql)"
                    )
                }
            }
        }
        #expect(engine.plans.count > 20)
        try engine.close()
    }

    /// Whether it is a short table that is read in the order of an index.
    private static func isShort(_ step: String) -> Bool {
        step.split(separator: " ").drop { $0 != "on" }.dropFirst().first.map(short.contains) ?? false
    }

    /// Asks samples of a panel that has something of everything.
    private func ask(
        _ store: some Store,
        _ samples: [any Query] = QuerySamples.all,
        begin: @Sendable () -> Void
    ) async throws {
        let panel = PanelFixture(store: store)
        try await panel.whileRunning {
            try await Sample.fill(panel)
            begin()
            func answer<Question: Query>(_ query: Question) async throws { _ = try await store.read(query) }
            for sample in samples { try await answer(sample) }
        }
    }
}
