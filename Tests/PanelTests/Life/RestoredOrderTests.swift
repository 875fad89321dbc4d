import Foundation
import PanelSandbox
import Testing

/// A backup is restored while providers have what was sent since: nothing is sent twice, and what is there is known.
@Suite(.serialized)
struct RestoredOrderTests {
    private func order(_ panel: TestPanel, _ key: String, _ service: String, _ link: String) async throws -> Int64 {
        try await panel.client(key).order(["service": service, "link": link, "quantity": "1000"])
    }

    /// Brings back the database as it was in `backup`, when all orders below `next` are remembered.
    private func restore(_ panel: TestPanel, from backup: String, next: Int64) async throws {
        try await panel.remembers("orders", next)
        await panel.stop()
        try FileManager.default.removeItem(atPath: panel.database)
        try FileManager.default.copyItem(atPath: backup, toPath: panel.database)
    }

    @Test func whatWaitedInTheBackupReachesProvidersOnce() async throws {
        try await SandboxProvider.with(try await .started()) { keyed in
            try await SandboxProvider.with(try await .started(acceptsRequestID: false)) { plain in
                try await TestPanel.with { panel in
                    let key = try await panel.customer("alice", balance: "100")
                    let sent = try #require(try await panel.sell(keyed, as: "keyed", .init(takesKeys: true)).first)
                    let bare = try #require(try await panel.sell(plain, as: "plain").first)
                    for service in [sent, bare] {
                        let id = try await order(panel, key, service, "known")
                        try await panel.order(id, is: "completed") { $0.status == "completed" }
                    }
                    for name in ["keyed", "plain"] { try await panel.json("provider", "pause", name) }
                    let repeated = try await order(panel, key, sent, "repeated")
                    let held = try await order(panel, key, bare, "held")
                    let backup = panel.directory + "/backup.sqlite"
                    try panel.backUp(to: backup)

                    for name in ["keyed", "plain"] { try await panel.json("provider", "resume", name) }
                    let lost = try await order(panel, key, sent, "lost")
                    for id in [repeated, held, lost] {
                        try await panel.order(id, is: "completed") { $0.status == "completed" }
                    }
                    try await restore(panel, from: backup, next: lost + 1)
                    let reopened = try await panel.run("reopen", "--restored")
                    #expect(
                        reopened.succeeded && reopened.output.contains("1 submissions are sent again"),
                        "\(reopened)"
                    )
                    #expect(reopened.output.contains("1 are held") && reopened.output.contains("Provider keyed:"))
                    #expect(reopened.output.contains("Provider plain:"), "\(reopened)")

                    try await panel.start()
                    for name in ["keyed", "plain"] { try await panel.json("provider", "resume", name) }
                    let again = try await panel.order(repeated, is: "completed") { $0.status == "completed" }
                    #expect(keyed.orders(link: "repeated").map(\.id) == [again.upstreamID])
                    #expect(try await panel.order(held).submission == "held")
                    #expect(plain.orders(link: "held").count == 1)
                    let unknown = try await panel.json("order", "orphans").array.map {
                        "\($0["provider"]?.text ?? "") \($0["upstream_id"]?.text ?? "")"
                    }
                    let expected = [("keyed", keyed.orders(link: "lost")), ("plain", plain.orders(link: "held"))]
                    #expect(unknown == expected.flatMap { name, orders in orders.map { "\(name) \($0.id)" } })
                    let there = try #require(plain.orders(link: "held").first?.id)
                    try await panel.json("order", "resolve", "\(held)", "--link", "\(there)", "--note", "it is there")
                    try await panel.order(held, is: "completed") { $0.status == "completed" }
                    #expect(try await panel.json("order", "orphans").array.count == 1)
                    #expect(keyed.ledger.orders.count + plain.ledger.orders.count == 5)
                    try await panel.expectHealthy()
                }
            }
        }
    }

    /// A run that would not be due yet was brought forward when the clock was set back, and sent in the life that was lost.
    @Test func aStepOfTheClockSinceTheBackupIsRemembered() async throws {
        let clock = try MovedClock()
        try await SandboxProvider.with(try await .started()) { sandbox in
            try await TestPanel.with(environment: try clock.environment()) { panel in
                let key = try await panel.customer("alice", balance: "100")
                try await panel.addProvider("box", url: try #require(sandbox.url), key: "sandbox")
                let more = #""dripfeed":true,"routes":[{"provider":"box","service":"1"}]"#
                try await panel.importServices(Row.make(1, "Default", "2", more: more))
                let id = try await panel.client(key).order([
                    "service": "1", "link": "drip", "quantity": "100", "runs": "3", "interval": "60",
                ])
                try await panel.order(id, is: "begun") { $0.runs.first?["outcome"]?.text == "completed" }
                let backup = panel.directory + "/backup.sqlite"
                try panel.backUp(to: backup)
                try clock.set(ahead: -5 * 3600)
                try await eventually("the next run is made") { sandbox.orders(link: "drip").count == 2 ? true : nil }
                // The clock is right again, and shows that no run but the first was due in the backup.
                try clock.set(ahead: 0)
                try await eventually("the last run is made") { sandbox.orders(link: "drip").count == 3 ? true : nil }
                try await panel.remembers("clock", 1)
                try await restore(panel, from: backup, next: id + 1)
                let reopened = try await panel.run("reopen", "--restored")
                #expect(reopened.succeeded && reopened.output.contains("clock was set back since"), "\(reopened)")
                #expect(reopened.output.contains("1 are held, and 1 runs of drip-feeds"), "\(reopened)")
                try await panel.start()
                #expect(try await panel.order(id).runs.map { $0["state"]?.text } == ["accepted", "held", "held"])
                #expect(sandbox.orders(link: "drip").count == 3)
                try await panel.expectHealthy()
            }
        }
    }

    /// Neither a provider that is away nor a key that nobody can open keeps a panel closed.
    @Test(arguments: [true, false])
    func aProviderThatCanNotBeAskedIsNamed(hasSecret: Bool) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            let backup = panel.directory + "/backup.sqlite"
            try await SandboxProvider.with(try await .started()) { sandbox in
                let service = try #require(try await panel.sell(sandbox, as: "box").first)
                let id = try await order(panel, key, service, "known")
                try await panel.order(id, is: "completed") { $0.status == "completed" }
                try panel.backUp(to: backup)
                let last = try await order(panel, key, service, "lost")
                try await restore(panel, from: backup, next: last + 1)
            }
            if !hasSecret { try FileManager.default.removeItem(atPath: panel.data + "/panel.secret") }
            let reopened = try await panel.run("reopen", "--restored")
            #expect(reopened.succeeded && reopened.output.contains("It is open now."), "\(reopened)")
            #expect(reopened.output.contains("Provider box: Nothing could be looked at: "), "\(reopened)")
            if !hasSecret { #expect(reopened.output.contains("secret"), "\(reopened)") }
            try await panel.expectHealthy()
        }
    }
}
