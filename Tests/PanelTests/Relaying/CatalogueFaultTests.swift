import Foundation
import PanelCore
import PanelSandbox
import Testing

extension FaultMatrix {
    /// Whatever goes wrong with `services` and `balance`: the command says so, and nothing changes.
    struct CatalogueFaultTests {
        private static let faults = [
            "no_answer", "late_answer", "slow", "reset_at_accept", "reset_before_read", "reset_after_read", "http_500",
            "http_502", "http_429", "html_200", "truncated_json", "cut_json", "huge", "wrong_types", "redirect",
            "empty",
        ]

        @Test func aCatalogueThatCannotBeReadChangesNothing() async throws {
            try await SandboxProvider.with(try await .started(key: "secret-5")) { sandbox in
                try await TestPanel.with { panel in
                    _ = try await panel.sell(sandbox, as: "box")
                    // The same, for what is not waited for.
                    let url = try #require(sandbox.url)
                    try await panel.addProvider("hasty", url: url, key: "secret-5", TestPanel.Terms(timeout: 2))
                    let before = try await panel.json("service", "list")
                    for fault in Self.faults {
                        let name = FaultMatrix.silent.contains(fault) ? "hasty" : "box"
                        for action in ["services", "balance"] {
                            // A catalogue may be as long as that. What is tried again is struck again.
                            let isFine = fault == "huge" && action == "services"
                            try sandbox.fail(action, fault, times: 4, more: FaultMatrix.more(for: fault))
                            let tested = try await panel.run("provider", "test", name)
                            #expect(tested.succeeded == isFine, "\(action) \(fault): \(tested)")
                            #expect(isFine || !tested.errors.isEmpty)
                            let imported = try await panel.run("provider", "import", name, "--json")
                            #expect(imported.succeeded == isFine, "\(action) \(fault): \(imported)")
                            #expect(!"\(tested)\(imported)".contains("secret-5"))
                        }
                    }
                    sandbox.setFaults([])
                    #expect(try await panel.json("service", "list") == before)
                    #expect(try await panel.json("provider", "import", "box")["unchanged"]?.id == 4)
                    #expect(try panel.files().allSatisfy { $0.firstRange(of: Data("secret-5".utf8)) == nil })
                    try await panel.expectHealthy()
                }
            }
        }
    }
}
