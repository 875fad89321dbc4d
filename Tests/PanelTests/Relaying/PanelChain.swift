import Foundation
import NIOHTTP1
import PanelSandbox
import PanelTesting
import Testing

/// Two panels in a row in front of a sandbox: the shop sells what the wholesaler sells, and that what the sandbox does.
final class PanelChain: Sendable {
    /// What the customer has at the shop, and the shop at the wholesaler: more than they order away, however long the
    /// machine takes. A request that is refused for want of money may be taken once another was refunded.
    static let balance = 1_000_000

    let shop: TestPanel
    let wholesaler: TestPanel
    let sandbox: SandboxProvider
    private let shopPort: Int
    private let wholesalerPort: Int
    /// The key of the shop's customer.
    let key: String
    /// The shop's id of what is sold.
    let service: String

    /// - Parameter takesKeys: Whether the sandbox takes a `request_id`, and the wholesaler knows it.
    init(_ shop: TestPanel, _ wholesaler: TestPanel, _ sandbox: SandboxProvider, takesKeys: Bool) async throws {
        self.shop = shop
        self.wholesaler = wholesaler
        self.sandbox = sandbox
        shopPort = shop.port
        wholesalerPort = wholesaler.port
        let reseller = try await wholesaler.customer("shop", profile: .perfectpanel, balance: "\(Self.balance)")
        var terms = TestPanel.Terms(takesKeys: takesKeys, timeout: 5)
        _ = try await wholesaler.sell(sandbox, as: "sandbox", terms)
        try await wholesaler.json("provider", "import", "sandbox", "--markup", "10")
        terms.takesKeys = true
        let url = "http://127.0.0.1:\(wholesalerPort)/api/v2"
        try await shop.addProvider("wholesaler", url: url, key: reseller, terms)
        service = try #require(try await shop.importCatalogue(of: "wholesaler").first)
        key = try await shop.customer("alice", balance: "\(Self.balance)")
    }

    /// Ends one of the two as a power cut would, and starts it again where it was.
    func kill(shop isShop: Bool) async throws {
        let panel = isShop ? shop : wholesaler
        #expect(await panel.kill() == .signal(SIGKILL))
        try await panel.start(port: isShop ? shopPort : wholesalerPort)
    }

    /// Starts both again in peace: whatever is followed is then asked about at once.
    func restart() async throws {
        #expect(await shop.stop() == .code(0))
        #expect(await wholesaler.stop() == .code(0))
        try await wholesaler.start(port: wholesalerPort)
        try await shop.start(port: shopPort)
    }
}
