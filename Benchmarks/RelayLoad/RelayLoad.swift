import ArgumentParser
import PanelClient

/// Calls a provider as fast as a bare loop of `PanelClient` can: what the panel's relaying is measured against.
@main
struct RelayLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "relay-load")

    enum Kind: String, ExpressibleByArgument {
        /// Orders, one a call.
        case add
        /// States of 100 orders a call, ids from 1 on, again and again.
        case status
    }

    @Argument var kind: Kind
    @Argument(help: "The address of the API.") var url: String
    @Option(help: "How many calls.") var calls = 20_000
    @Option(help: "How many at the same time.") var atOnce = 32
    @Option(help: "How many orders the key has, for status.") var orders = 1_000_000
    @Option var key = "sandbox"

    func run() async throws {
        guard let url = PanelURL(url) else { throw ValidationError("\(url) is no address") }
        var configuration = PanelClient.Configuration(url: url, key: key)
        configuration.addressPolicy = .any
        let client = PanelClient(configuration: configuration)
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { workers in
            for worker in 0..<atOnce {
                workers.addTask {
                    for number in stride(from: worker, to: calls, by: atOnce) { try await call(client, number) }
                }
            }
            try await workers.waitForAll()
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print("result \(Int(Double(calls) / seconds))")
    }

    private func call(_ client: PanelClient, _ number: Int) async throws {
        switch kind {
        case .add:
            _ = try await client.add([
                ("service", "1"), ("link", "https://example.com/p/\(number)"), ("quantity", "1000"),
            ])
        case .status:
            let first = number * PanelClient.mostIDs % orders
            let replies = try await client.statuses(of: (1...PanelClient.mostIDs).map { String(first + $0) })
            guard replies.count == PanelClient.mostIDs else { throw ValidationError("orders are missing") }
        }
    }
}
