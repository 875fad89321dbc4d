import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

/// What staff do with providers, typed as they type it.
struct ProviderCommandTests {
    @Test func aProviderIsAddedShownTestedPausedAndRemoved() async throws {
        try await SandboxProvider.with(try await .started(key: "secret-1")) { sandbox in
            try await TestPanel.with { panel in
                let url = try #require(sandbox.url)
                let added = try await panel.json(
                    "provider",
                    "add",
                    "box",
                    "--url",
                    url,
                    "--key",
                    "secret-1",
                    "--allow-private-address",
                    "--idempotency-parameter",
                    "request_id",
                    "--idempotency-hours",
                    "48",
                    "--poll-seconds",
                    "1",
                    "--poll-longest",
                    "120",
                    "--timeout",
                    "7",
                    "--max-in-flight",
                    "3",
                    "--requests-per-minute",
                    "600"
                )
                #expect(added["name"]?.text == "box")
                #expect(added["url"]?.text == url)
                #expect(added["idempotency_parameter"]?.text == "request_id")
                #expect(added["idempotency_hours"]?.id == 48)
                let shown = try await panel.run("provider", "show", "box")
                #expect(shown.output.contains("request_id, remembered for 48 h"), "\(shown)")
                #expect(shown.output.contains("polled every 1 s, at least every 120 s"), "\(shown)")
                #expect(added["max_in_flight"]?.id == 3)
                #expect(added["requests_per_minute"]?.id == 600)
                #expect(added["timeout"]?.id == 7)
                #expect(added["poll_seconds"]?.id == 1)
                #expect(added["poll_longest"]?.id == 120)
                #expect(added["allow_private_address"] == .bool(true))
                #expect(added["state"]?.text == "active")
                #expect(added["key"] == nil)
                let tested = try await panel.json("provider", "test", "box")
                #expect(tested["balance"]?.text == "1000000")
                #expect(tested["currency"]?.text == "USD")
                #expect(tested["services"]?.id == 4)
                try await eventually("the worker runs") {
                    try await panel.json("provider", "show", "box")["circuit"]?.text == "closed" ? true : nil
                }
                #expect(try await panel.json("provider", "pause", "box")["state"]?.text == "paused")
                #expect(try await panel.json("provider", "list")[0]?["state"]?.text == "paused")
                #expect(try await panel.json("provider", "resume", "box")["state"]?.text == "active")
                try await panel.json("provider", "remove", "box")
                #expect(try await panel.json("provider", "list").array.isEmpty)
                #expect(try await panel.run("provider", "show", "box").succeeded == false)
                // The command that was given the key is the only one that knows it.
                #expect(try panel.files().allSatisfy { $0.firstRange(of: Data("secret-1".utf8)) == nil })
                try await panel.expectHealthy()
            }
        }
    }

    @Test func namesKeysAndTermsAreChecked() async throws {
        try await TestPanel.with { panel in
            func add(_ name: String, _ key: String, _ options: String...) async throws -> TestPanel.CommandResult {
                try await panel.run(
                    ["provider", "add", name, "--url", "https://nonexistent.invalid", "--key", key] + options
                )
            }
            for name in ["staff", "", "a b", "é", String(repeating: "n", count: 65)] {
                #expect(try await add(name, "secret-2").succeeded == false, "\(name)")
            }
            for options in [
                ["--timeout", "0"], ["--poll-seconds", "0"], ["--poll-longest", "0"], ["--max-in-flight", "0"],
                ["--idempotency-parameter", "a b"], ["--idempotency-hours", "0"],
            ] {
                let result = try await panel.run(
                    ["provider", "add", "box", "--url", "https://nonexistent.invalid", "--key", "secret-2"] + options
                )
                #expect(!result.succeeded, "\(options)")
                #expect(!result.description.contains("secret-2"))
            }
            // Standard input is empty.
            let unread = try await add("box", "-")
            #expect(unread.errors.contains("no key on standard input"), "\(unread)")
            // A name that is not found now may be found later.
            #expect(try await add("box", "secret-2").succeeded)
            let twice = try await add("box", "secret-3")
            #expect(!twice.succeeded)
            #expect(!twice.description.contains("secret-3"))
            let unreachable = try await panel.run("provider", "test", "box")
            #expect(!unreachable.succeeded)
            #expect(unreachable.errors.contains("Nothing was sent"), "\(unreachable)")
            #expect(try panel.files().allSatisfy { $0.firstRange(of: Data("secret-".utf8)) == nil })
        }
    }

    @Test func privateAddressesNeedLeave() async throws {
        try await TestPanel.with { panel in
            for host in [
                "127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::]", "169.254.169.254", "10.1.2.3", "192.168.0.1",
                "172.16.0.1", "100.64.0.1", "[::ffff:127.0.0.1]", "[fd00::1]", "[fe80::1]", "2130706433", "127.1",
                "0x7f000001",
            ] {
                let result = try await panel.run(
                    "provider",
                    "add",
                    "box",
                    "--url",
                    "http://\(host):8080/api/v2",
                    "--key",
                    "secret-4"
                )
                #expect(!result.succeeded, "\(host)")
                #expect(result.errors.contains("--allow-private-address"), "\(host): \(result)")
                #expect(!result.description.contains("secret-4"))
            }
            for url in ["ftp://example.com", "http://", "http://user:pw@example.com", "http://example.com/#a", "x"] {
                let result = try await panel.run("provider", "add", "box", "--url", url, "--key", "k")
                #expect(!result.succeeded, "\(url)")
            }
            #expect(try await panel.json("provider", "list").array.isEmpty)
        }
    }

    @Test func aProviderWithOpenOrdersStays() async throws {
        try await SandboxProvider.with(
            try await .started(pace: Pace(start: .seconds(3600), deliver: .zero))
        ) { sandbox in
            try await TestPanel.with { panel in
                let service = try #require(try await panel.sell(sandbox, as: "box").first)
                let client = panel.client(try await panel.customer("alice", balance: "10"))
                let id = try await client.order(["service": service, "link": "x", "quantity": "1000"])
                try await panel.order(id, is: "accepted") { $0.submission == "accepted" }
                let refused = try await panel.run("provider", "remove", "box")
                #expect(!refused.succeeded)
                #expect(refused.errors.contains("1"), "\(refused)")
                #expect(try await panel.json("provider", "show", "box")["open"]?["accepted"]?.id == 1)
                sandbox.setStatus(of: 1, .canceled)
                let order = try await panel.order(id, is: "canceled") { $0.status == "canceled" }
                #expect(order.refunded == order.charge)
                try await panel.json("provider", "remove", "box")
                let answer = try await client.call("add", ["service": service, "link": "y", "quantity": "1000"])
                #expect(try answer.json()["error"]?.text == "error.incorrect_service_id")
                // The old order still names it; a new one of that name is another.
                #expect(try await panel.order(id).provider == "box")
                _ = try await panel.sell(sandbox, as: "box")
                #expect(try await panel.json("provider", "show", "box")["id"]?.id == 2)
                try await panel.expectHealthy()
            }
        }
    }
}
