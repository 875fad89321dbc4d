import Foundation
import NIOHTTP1
import PanelSandbox
import PanelTesting
import Synchronization
import Testing

/// Two panels in a row are killed again and again while orders go through both, and no order is lost or made twice.
struct KillLoopTests {
    private static let kills = 30
    private static let customers = 4

    @Test(arguments: [true, false])
    func killedThirtyTimesTheChainKeepsItsBooks(lastTakesKeys: Bool) async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        let sandbox = try await SandboxProvider.started(
            pace: Pace(start: .seconds(1), deliver: .seconds(1)),
            outcomes: .oneInTenFails,
            acceptsRequestID: lastTakesKeys
        )
        try await SandboxProvider.with(sandbox) { sandbox in
            try await TestPanel.with { wholesaler in
                try await TestPanel.with { shop in
                    // Long enough under way to be caught there by a kill.
                    let more = #","chance":10,"delay":0.3,"seed":\#(seed)"#
                    try sandbox.fail("add", "late_answer", times: 1_000_000, more: more)
                    let chain = try await PanelChain(shop, wholesaler, sandbox, takesKeys: lastTakesKeys)
                    do {
                        try await run(chain, takesKeys: lastTakesKeys, seed: seed)
                    } catch {
                        Issue.record("seed \(seed): \(error)")
                    }
                }
            }
        }
    }

    private func run(_ chain: PanelChain, takesKeys: Bool, seed: UInt64) async throws {
        let customers = Shoppers([chain.shop.port])
        let alice = Shoppers.Customer(name: "alice", key: chain.key, service: chain.service)
        var random = Seeded(seed)
        try await withThrowingTaskGroup { group in
            for number in 0..<KillLoopTests.customers {
                group.addTask { try await customers.shop(as: alice, number, every: .milliseconds(100)) }
            }
            for _ in 0..<KillLoopTests.kills {
                try await Task.sleep(for: .milliseconds(Int.random(in: 20...500, using: &random)))
                try await chain.kill(shop: Bool.random(using: &random))
            }
            // Less proves little.
            try await eventually("there are enough orders") {
                customers.state.withLock { $0.answered.count } > KillLoopTests.kills ? true : nil
            }
            customers.end()
            try await group.waitForAll()
        }
        let state = customers.state.withLock { $0 }
        #expect(state.contradictions == [], "seed \(seed)")
        #expect(state.strange == [], "seed \(seed)")
        #expect(state.refused == [], "seed \(seed)")
        try await ChainBooks.settle(chain, state.answered.count)
        let books = try await ChainBooks(chain)
        books.expectAnswered(state.answered, seed: seed)
        books.expectAgreement(takesKeys: takesKeys, seed: seed)
        try await chain.shop.expectHealthy()
        try await chain.wholesaler.expectHealthy()
    }
}
