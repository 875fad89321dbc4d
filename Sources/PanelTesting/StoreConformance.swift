package import PanelStore
package import Testing

/// One thing that every store must do, shown through commands and reads alone.
package struct StoreScenario: Sendable, CustomTestStringConvertible {
    /// What the scenario proves.
    package let name: String
    /// Shows it on an empty panel.
    package let body: @Sendable (PanelFixture) async throws -> Void

    package init(_ name: String, _ body: @escaping @Sendable (PanelFixture) async throws -> Void) {
        self.name = name
        self.body = body
    }

    package var testDescription: String { name }
}

/// What makes a ``Store`` one that the panel can run on.
package struct StoreConformance {
    /// All scenarios. Each wants an empty store of its own.
    package static let all: [StoreScenario] =
        recordRoundTrips + orderRoundTrips + ledger + batches + requestIDs + duplicateLinks + cancels + outcomes
        + refills + relaying + catalogue + accounts + reading + listings + writer + gathering + audit + offers

    /// Runs a scenario on a new store, and checks the books when it is over, whatever came of it.
    package static func run(_ scenario: StoreScenario, on store: any Store) async throws {
        let panel = PanelFixture(store: store)
        do {
            try await panel.whileRunning { try await scenario.body(panel) }
        } catch {
            try await checkBooks(store)
            throw error
        }
        try await checkBooks(store)
    }

    /// Records an issue for each invariant of `panel doctor` that does not hold.
    package static func checkBooks(
        _ store: any Store,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let reports = try await store.checkInvariants(at: PanelFixture.noon)
        #expect(!reports.isEmpty, "a store without invariants proves nothing", sourceLocation: sourceLocation)
        for report in reports where !report.holds {
            Issue.record(
                "\(report.name): \(report.violations) violations: \(report.examples.joined(separator: "; "))",
                sourceLocation: sourceLocation
            )
        }
    }
}
