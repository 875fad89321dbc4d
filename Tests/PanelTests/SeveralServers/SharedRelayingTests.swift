import Foundation
import PanelTesting
import Testing

extension SeveralServersTests {
    /// The server that calls a provider goes, and another one goes on.
    struct SharedRelayingTests {
        @Test func whenAServerIsKilledAnotherGoesOn() async throws {
            try await RelayFleet.with { relay in
                for provider in RelayFleet.providers {
                    try await Task.sleep(for: .seconds(2))
                    let (number, name) = try await relay.holder(of: provider)
                    #expect(await relay.fleet.servers[number].kill() == .signal(SIGKILL))
                    let other = relay.ports[(number + 1) % 3]
                    try await relay.expectSubmission(to: provider, at: other, "its server was killed")
                    #expect(try await relay.lease(on: provider) != name)
                    try await relay.fleet.restart(relay.fleet.servers[number], port: relay.ports[number])
                }
            }
        }

        @Test func aServerThatEndsHandsItsProvidersOver() async throws {
            try await RelayFleet.with { relay in
                for provider in RelayFleet.providers {
                    try await Task.sleep(for: .seconds(2))
                    let (number, name) = try await relay.holder(of: provider)
                    #expect(await relay.fleet.servers[number].stop() == .code(0))
                    // Nobody has to wait for a lease to end.
                    let left = "SELECT COUNT(*) FROM leases WHERE server = '\(name)'"
                    #expect(try await relay.fleet.sql(left) == "0\n")
                    let other = relay.ports[(number + 1) % 3]
                    try await relay.expectSubmission(to: provider, at: other, "its server had ended")
                    try await relay.fleet.restart(relay.fleet.servers[number], port: relay.ports[number])
                }
            }
        }

        /// A server that stands still for longer than its leases last goes on in the middle of what it was doing.
        @Test func aServerThatStoodStillSendsNothingTwice() async throws {
            try await RelayFleet.with { relay in
                try await Task.sleep(for: .seconds(2))
                let (number, name) = try await relay.holder(of: "keyed")
                let server = relay.fleet.servers[number]
                server.process?.send(SIGSTOP)
                async let pause: Void = Task.sleep(for: .seconds(15))
                let other = relay.ports[(number + 1) % 3]
                do {
                    try await relay.expectSubmission(to: "keyed", at: other, "its server stood still")
                    #expect(try await relay.lease(on: "keyed") != name)
                } catch {
                    server.process?.send(SIGCONT)
                    throw error
                }
                try await pause
                server.process?.send(SIGCONT)
                for provider in RelayFleet.providers {
                    try await relay.expectSubmission(to: provider, at: relay.ports[number], "it went on")
                }
                try await Task.sleep(for: .seconds(3))
            }
        }
    }
}
