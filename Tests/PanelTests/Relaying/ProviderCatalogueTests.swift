import Foundation
import PanelSandbox
import Synchronization
import Testing

/// Catalogues as they come: bounds and rates that are odd, and none at all.
struct ProviderCatalogueTests {
    /// Gives `body` a panel with a provider that answers `services` with what is set last.
    private func with(
        _ rows: String,
        _ body: (TestPanel, _ answer: @escaping @Sendable (String) -> Void) async throws -> Void
    ) async throws {
        let catalogue = Catalogue(rows)
        try await ScriptedProvider.with { action in
            action == "services" ? catalogue.rows.withLock { $0 } : #"{"balance":"5","currency":"USD"}"#
        } _: { provider in
            try await TestPanel.with { panel in
                try await panel.addProvider("field", url: provider.url, key: "a key")
                try await body(panel) { text in catalogue.rows.withLock { $0 = text } }
                try await panel.expectHealthy()
            }
        }
    }

    private final class Catalogue: Sendable {
        let rows: Mutex<String>

        init(_ rows: String) {
            self.rows = Mutex(rows)
        }
    }

    private static func row(_ id: Int, _ more: String, rate: String = "5") -> String {
        #"{"service":\#(id),"name":"Row \#(id)","category":"Field","rate":"\#(rate)",\#(more)}"#
    }

    @Test func whatIsOddIsSoldOrLeftOutWithItsReason() async throws {
        let rows = [
            Self.row(1, #""type":"Subscriptions","min":10,"max":500000"#, rate: "0.09"),
            Self.row(2, #""type":"Default","min":100,"max":0"#, rate: "0.0000001"),
            Self.row(3, #""type":"Default","min":100,"max":50"#),
            Self.row(4, #""type":"Package","min":0,"max":0"#),
            Self.row(5, #""type":"Subscriptions","min":1,"max":10,"subscription_rate":"likes""#),
            Self.row(6, #""type":"Subscriptions","min":1,"max":10,"subscription_rate":"post""#),
        ]
        try await with("[\(rows.joined(separator: ","))]") { panel, _ in
            let made = try await panel.json("provider", "import", "field", "--markup", "20")
            #expect(made["created"]?.id == 4)
            let reasons = made["skipped"]?.array.compactMap(\.text) ?? []
            try #require(reasons.count == 2)
            #expect(reasons[0] == "3 Row 3: its min, 100, is above its max, 50")
            #expect(reasons[1] == "5 Row 5: the subscription_rate likes is not known here")
            let services = try await panel.json("service", "list").array
            #expect(services.map { $0["rate"]?.text } == ["0.108", "0.000002", "6", "6"])
            #expect(services.map { $0["min"]?.text } == ["10", "100", "1", "1"])
            #expect(services.map { $0["max"]?.text } == ["500000", "9223372036854775807", "1", "10"])
            #expect(services.map { $0["subscription_rate"]?.text } == ["pieces", nil, nil, "post"])
            let client = panel.client(try await panel.customer("alice", balance: "1000"))
            let id = try await client.order([
                "service": "1", "link": "a", "posts": "10", "min": "10", "max": "500000",
            ])
            #expect(try await panel.order(id).charge == "540")
        }
    }

    @Test(arguments: ["[]", #"{"data":"Empty Data"}"#, #"[{"service":1,"rate":"1","type":"Moons"}]"#])
    func aCatalogueWithoutAnythingTakesNothingOffSale(answer: String) async throws {
        try await with("[\(Self.row(1, #""type":"Default","min":1,"max":10"#))]") { panel, answers in
            try await panel.json("provider", "import", "field")
            let before = try await panel.json("service", "list")
            answers(answer)
            for options in [["--dry-run"], []] {
                let refused = try await panel.run(["provider", "import", "field", "--json"] + options)
                #expect(!refused.succeeded)
                #expect(refused.errors.contains("--allow-empty"), "\(refused)")
            }
            #expect(try await panel.json("service", "list") == before)
            let meant = try await panel.json("provider", "import", "field", "--allow-empty")
            #expect(meant["disabled"]?.id == 1)
            #expect(try await panel.json("service", "list")[0]?["offered"] == .bool(false))
        }
    }

    /// A service is sold as it is bought, also when it was made before that was known.
    @Test func aServiceByHandIsNotSoldBelowCost() async throws {
        try await with("[\(Self.row(7, #""type":"Subscriptions","min":10,"max":500000"#, rate: "0.09"))]") { panel, _ in
            let route = #""routes":[{"provider":"field","service":"7"}]"#
            try await panel.importServices(Row.make(1, "Subscriptions", "1.08", more: route))
            let message = try await panel.json("provider", "import", "field")
            #expect(message["disabled"]?.id == 1)
            #expect(try await panel.json("service", "list")[0]?["offered"] == .bool(false))
            let pieces = #""subscription_rate":"pieces","max_posts":5,"# + route
            try await panel.importServices(Row.make(1, "Subscriptions", "1.08", more: pieces))
            try await panel.json("provider", "import", "field")
            let service = try #require(try await panel.json("service", "list")[0])
            #expect(service["offered"] == .bool(true))
            #expect(service["max_posts"]?.text == "5")
        }
    }
}
