import NIOHTTP1
import PanelTesting
import Testing

extension SeveralServersTests {
    /// What is set through one server, or past all of them, holds on every server.
    struct SharedSettingsTests {
        @Test func settingsReachAllServers() async throws {
            try await Fleet.with(3) { fleet in
                let first = try await fleet.first.customer("alice", balance: "1000000")
                try await fleet.first.importServices(Row.make(1), Row.make(2))
                try await fleet.expectSale(of: "2", to: first)
                try await fleet.expectAll("have the new price") {
                    try await fleet.first.importServices(Row.make(1, "Default", "7"), Row.make(2))
                } _: {
                    try await $0.services(first).contains(#""rate":"7""#)
                }
                try await fleet.first.importServices(Row.make(1, "Default", "8"), Row.make(2))
                // Whoever has not heard of it yet sells at the new price all the same.
                for server in fleet.servers {
                    _ = try await server.client(first).order(["service": "1", "link": "a", "quantity": "1000"])
                }
                #expect(try await fleet.first.balance("alice") == "\(1_000_000 - 3 * 8)")
                try await fleet.expectAll("do not offer what is disabled") {
                    try await fleet.servers[1].staff(.POST, "/services/2/disable")
                } _: {
                    try await !$0.services(first).contains("Service 2")
                }
                try await fleet.expectAll("refuse links with the text") {
                    try await fleet.servers[2].json("rule", "add", "forbidden")
                } _: { server in
                    // Until then it is an order like any other.
                    try await server.client(first).call(
                        "add",
                        ["service": "1", "link": "https://forbidden.example", "quantity": "1000"]
                    ).text.contains("neworder.error.link_not_allowed")
                }
                let second = try await fleet.expectAll("refuse the old key") {
                    try await fleet.servers[1].staff(.POST, "/users/alice/rotate-key")["api_key"]?.text
                } _: {
                    try await !$0.client(first).call("balance").text.contains("currency")
                }
                let key = try #require(second)
                try await fleet.expectAll("take the new key", after: {}) {
                    try await $0.client(key).call("balance").text.contains("currency")
                }
                try await fleet.expectAll("refuse who is suspended") {
                    try await fleet.first.json("user", "suspend", "alice")
                } _: {
                    try await !$0.client(key).call("balance").text.contains("currency")
                }
                try await fleet.expectAll("take back who may go on") {
                    try await fleet.servers[2].staff(.POST, "/users/alice/resume")
                } _: {
                    try await $0.client(key).call("balance").text.contains("currency")
                }
                try await fleet.first.expectHealthy()
            }
        }
    }
}

extension Fleet {
    /// Changes something, and waits until all servers have heard of it.
    ///
    /// Two seconds are promised. The others are for a machine that is busy with other things.
    @discardableResult
    fileprivate func expectAll<Value>(
        _ what: String,
        after change: () async throws -> Value,
        _ isKnown: @escaping @Sendable (TestPanel) async throws -> Bool
    ) async throws -> Value {
        let value = try await change()
        let start = ContinuousClock.now
        try await withThrowingTaskGroup { group in
            for server in servers {
                group.addTask {
                    try await eventually("all \(what)", within: .seconds(2 + 28), every: .milliseconds(20)) {
                        try await isKnown(server) ? true : nil
                    }
                }
            }
            try await group.waitForAll()
        }
        print("settings: all \(what) after \(start.ago)")
        return value
    }
}

extension TestPanel {
    fileprivate func services(_ key: String) async throws -> String {
        try await client(key).call("services").text
    }
}
