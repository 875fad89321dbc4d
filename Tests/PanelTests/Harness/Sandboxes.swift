import Foundation
import NIOCore
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

extension SandboxProvider {
    /// A provider that listens, with services of its first kinds only, whose orders have their outcome at once.
    static func started(
        key: String = "sandbox",
        pace: Pace = .instant,
        outcomes: Outcomes = .allComplete,
        acceptsRequestID: Bool = true,
        services: [Service] = Array(SandboxCatalogue.sample.prefix(4)),
        port: Int = 0
    ) async throws -> SandboxProvider {
        var configuration = Configuration()
        configuration.keys = [key]
        configuration.pace = pace
        configuration.outcomes = outcomes
        configuration.acceptsRequestID = acceptsRequestID
        configuration.services = services
        configuration.port = port
        let provider = SandboxProvider(configuration: configuration)
        try await provider.start()
        return provider
    }

    /// Gives `body` a provider that is gone afterwards, whatever happens.
    static func with(
        _ make: @autoclosure () async throws -> SandboxProvider,
        _ body: (SandboxProvider) async throws -> Void
    ) async throws {
        let provider = try await make()
        do {
            try await body(provider)
        } catch {
            await provider.stop()
            throw error
        }
        await provider.stop()
    }

    /// Puts a fault in force that happens so many times.
    func fail(_ action: String, _ fault: String, executes: Bool? = nil, times: Int = 1, more: String = "") throws {
        let executes = executes.map { #","executes":\#($0)"# } ?? ""
        let row = #"[{"action":"\#(action)","fault":"\#(fault)","times":\#(times)\#(executes)\#(more)}]"#
        setFaults(try SandboxFault.list(json: Array(row.utf8)))
    }

    var port: Int { address?.port ?? 0 }

    func orders(link: String) -> [SandboxLedger.Order] {
        ledger.orders.filter { $0.link == link }
    }

    /// How often an action was carried out, as the books count it.
    func executed(_ action: String) async throws -> Int64 {
        let answer = try await APIClient(port: port, key: "").request(.GET, path: "/sandbox/books", query: "orders=no")
        return try #require(try answer.json()["requests"]?[action]?["executed"]?.id)
    }
}
