import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

/// Selling what a provider sells.
struct ProviderImportTests {
    private static func service(_ id: Int64, rate: String, maximum: Int64 = 1000) -> Service {
        Service(
            id: ServiceID(rawValue: id),
            name: "Upstream \(id)",
            type: .standard,
            category: "Views",
            rate: Money(rate) ?? .zero,
            minimum: 1,
            maximum: maximum
        )
    }

    private func expect(
        _ counts: JSON,
        created: Int64 = 0,
        updated: Int64 = 0,
        unchanged: Int64 = 0,
        disabled: Int64 = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = ["created", "updated", "unchanged", "disabled"].map { counts[$0]?.id }
        #expect(found == [created, updated, unchanged, disabled], sourceLocation: sourceLocation)
    }

    @Test func anImportMakesFollowsAndDisablesServices() async throws {
        let before = [Self.service(1, rate: "1"), Self.service(2, rate: "2.5"), Self.service(7, rate: "0.3")]
        let after = [
            Self.service(1, rate: "1"), Self.service(2, rate: "3", maximum: 50), Self.service(9, rate: "0.000001"),
        ]
        let sandbox = try await SandboxProvider.started(services: before)
        try await TestPanel.with { panel in
            try await panel.addProvider("box", url: try #require(sandbox.url), key: "sandbox")
            let rehearsal = try await panel.json("provider", "import", "box", "--markup", "20", "--dry-run")
            expect(rehearsal, created: 3)
            #expect(try await panel.json("service", "list").array.isEmpty)
            let first = try await panel.json("provider", "import", "box", "--markup", "20", "--category", "Ours")
            expect(first, created: 3)
            expect(try await panel.json("provider", "import", "box", "--markup", "20"), unchanged: 3)
            let services = try await panel.json("service", "list").array
            #expect(services.map { $0["rate"]?.text } == ["1.2", "3", "0.36"])
            #expect(services.map { $0["category"]?.text } == ["Ours", "Ours", "Ours"])
            #expect(services.map { $0["routes"]?[0]?["cost"]?.text } == ["1", "2.5", "0.3"])

            let port = sandbox.port
            await sandbox.stop()
            try await SandboxProvider.with(try await .started(services: after, port: port)) { _ in
                let rehearsal = try await panel.json("provider", "import", "box", "--dry-run")
                expect(rehearsal, created: 1, updated: 1, unchanged: 1, disabled: 1)
                #expect(try await panel.json("service", "list").array == services)
                let second = try await panel.json("provider", "import", "box", "--markup", "50")
                expect(second, created: 1, updated: 1, unchanged: 1, disabled: 1)
                let now = try await panel.json("service", "list").array
                // The first markup stays with those that were made with it.
                #expect(now.map { $0["rate"]?.text } == ["1.2", "3.6", "0.36", "0.000002"])
                #expect(now.map { $0["max"]?.text } == ["1000", "50", "1000", "1000"])
                #expect(now.map { $0["offered"] } == [.bool(true), .bool(true), .bool(false), .bool(true)])
                expect(try await panel.json("provider", "import", "box"), unchanged: 4)
            }
            try await panel.expectHealthy()
        }
    }

    @Test func tenThousandServicesAreImported() async throws {
        let services = (1...10_000).map { Self.service(Int64($0), rate: "0.\($0 + 10_000)") }
        try await SandboxProvider.with(try await .started(services: services)) { sandbox in
            try await TestPanel.with { panel in
                try await panel.addProvider(
                    "box",
                    url: try #require(sandbox.url),
                    key: "sandbox",
                    TestPanel.Terms(timeout: 300)
                )
                expect(try await panel.json("provider", "import", "box", "--markup", "100"), created: 10_000)
                expect(try await panel.json("provider", "import", "box", "--markup", "100"), unchanged: 10_000)
                let listed = try await panel.json("service", "list", "--limit", "10000").array
                try #require(listed.count == 10_000)
                let wrong = listed.enumerated().filter { index, row in
                    let cost = Decimal(index + 10_001) / 100_000
                    return row["name"]?.text != "Upstream \(index + 1)"
                        || row["routes"]?[0]?["service"]?.text != String(index + 1)
                        || Decimal(string: row["rate"]?.text ?? "") != 2 * cost
                        || Decimal(string: row["routes"]?[0]?["cost"]?.text ?? "") != cost
                }
                #expect(wrong.isEmpty, "\(wrong.prefix(3))")
                let client = panel.client(try await panel.customer("alice", balance: "10"))
                let id = try await client.order(["service": "10000", "link": "x", "quantity": "1000"])
                let order = try await panel.order(id, is: "completed") { $0.status == "completed" }
                #expect(order.charge == "0.4")
                #expect(sandbox.ledger.orders.map(\.service) == [ServiceID(rawValue: 10_000)])
                try await panel.expectHealthy()
            }
        }
    }

    /// Type names as panels in the field spell them. What has a route by hand stays on sale when the catalogue is imported.
    @Test func typeNamesAreKnownHoweverTheyAreSpelled() async throws {
        let names = [
            "default": "Default", "Custom_comments": "Custom Comments",
            "CUSTOM COMMENTS PACKAGE": "Custom Comments Package",
            "mentions_user_followers": "Mentions User Followers", "comment_likes": "Comment Likes", "seo": "SEO",
        ].sorted { $0.key < $1.key }
        let rows = names.enumerated().map { index, name in
            #"{"service":\#(index + 1),"name":"S\#(index)","type":"\#(name.key)","rate":"1","min":"10","max":"100"}"#
        }
        let unknown = #"{"service":99,"name":"S","type":"Telepathy","rate":"1","min":"10","max":"100"}"#
        let catalogue = "[\((rows + [unknown]).joined(separator: ","))]"
        try await ScriptedProvider.with {
            $0 == "services" ? catalogue : #"{"balance":"1","currency":"USD"}"#
        } _: { provider in
            try await TestPanel.with { panel in
                try await panel.addProvider("odd", url: provider.url, key: "a key")
                let more = #""routes":[{"provider":"odd","service":"1"}]"#
                try await panel.importServices(Row.make(1, names[0].value, more: more))
                let imported = try await panel.json("provider", "import", "odd")
                expect(imported, created: Int64(names.count) - 1, updated: 1)
                #expect("\(imported)".contains("Telepathy"))
                let services = try await panel.json("service", "list").array
                #expect(services.map { $0["type"]?.text } == names.map(\.value))
                #expect(services.allSatisfy { $0["offered"] == .bool(true) }, "\(services)")
                // Staff may spell them so, too.
                try await panel.importServices(Row.make(50, "custom_comments"))
                let listed = try await panel.json("service", "list").array.first { $0["service"]?.id == 50 }
                #expect(listed?["type"]?.text == "Custom Comments")
            }
        }
    }

    @Test func routesNameProvidersThatExist() async throws {
        try await SandboxProvider.with(try await .started()) { sandbox in
            try await TestPanel.with { panel in
                try await panel.addProvider("box", url: try #require(sandbox.url), key: "sandbox")
                let path = panel.directory + "/routes.json"
                func take(_ routes: String) async throws -> TestPanel.CommandResult {
                    let rows = "[\(Row.make(5, more: #""routes":[\#(routes)]"#))]"
                    try Data(rows.utf8).write(to: URL(fileURLWithPath: path))
                    return try await panel.run("service", "import", path, "--json")
                }
                let unknown = try await take(#"{"provider":"nobody","service":"1"}"#)
                #expect(!unknown.succeeded)
                #expect(unknown.errors.contains("nobody"), "\(unknown)")
                #expect(try await panel.json("service", "list").array.isEmpty)
                #expect(try await take(#"{"provider":"box"}"#).succeeded == false)
                let taken = try await take(#"{"provider":"box","service":"3"},{"provider":"staff"}"#)
                #expect(taken.succeeded, "\(taken)")
                let routes = try await panel.json("service", "list")[0]?["routes"]?.array ?? []
                #expect(routes.map { $0["provider"]?.text } == ["box", "staff"])
                #expect(routes.map { $0["service"]?.text } == ["3", nil])
            }
        }
    }
}
