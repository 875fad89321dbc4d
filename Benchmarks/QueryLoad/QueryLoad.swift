import ArgumentParser
import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore

/// Asks a panel's database what pages ask, one after the other, as nobody else works with it.
@main
struct QueryLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query-load",
        subcommands: [FillCommand.self, AskCommand.self]
    )
}

/// Fills all listings, in large portions.
struct FillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "fill")

    @Argument(help: "The panel's directory.") var data: String

    func run() async throws {
        let store = try await SQLStore(engine: SQLiteEngine(directory: data))
        var limits = ListingLimits()
        (limits.least, limits.orders, limits.transfers, limits.changes) = (1, 200_000, 200_000, 200_000)
        let job = FillListings(of: store, limits: limits)
        while try await job.run(at: .now) {}
        try store.close()
    }
}

/// Prints "result NAME P50 P99" for each question, in milliseconds.
struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ask")

    @Argument(help: "The panel's directory.") var data: String
    @Option(help: "The account that has most orders.") var account: Int64
    @Option(help: "A link that an order has.") var link: String
    @Option(help: "How often each question is asked.") var times = 400
    @Option(help: "Rows of a page.") var rows = 50

    func run() async throws {
        let store = try await SQLStore(engine: SQLiteEngine(directory: data))
        let id = AccountID(rawValue: account)
        let part = Part(limit: rows)
        try await measure("orders", OrdersOfAccount(id, part), of: store)
        try await measure("completed", OrdersOfAccount(id, status: .completed, part), of: store)
        try await measure("statement", Statement(of: id, part), of: store)
        try await measure("link", with: OrdersByLink(link, .exact, part), of: store)
        try await measure("target", with: OrdersByLink("http://www." + link.dropFirst(8), .sameTarget, part), of: store)
        try await measure("nolink", with: OrdersByLink(link + "/none", .sameTarget, part), of: store)
        try await measure("counts", with: OrderCounts(of: id), of: store)
        try store.close()
    }

    /// The first page of a listing, and the last one.
    private func measure<L: Listing>(_ name: String, _ listing: L, of store: some Store) async throws {
        try await measure("\(name)-first", with: listing, of: store)
        var last = listing
        var walk = listing
        walk.part = Part(limit: 10_000)
        while let next = try await store.read(walk).next {
            walk.part = Part(limit: 10_000, after: next)
            last.part = Part(limit: rows, after: next)
        }
        try await measure("\(name)-last", with: last, of: store)
    }

    private func measure<Question: Query>(_ name: String, with query: Question, of store: some Store) async throws {
        var durations: [Duration] = []
        for number in 0..<(times + 20) {
            let start = ContinuousClock.now
            _ = try await store.read(query)
            if number >= 20 { durations.append(start.duration(to: .now)) }
        }
        durations.sort()
        let (median, late) = (durations[times / 2], durations[times * 99 / 100])
        print("result \(name) \(median / .milliseconds(1)) \(late / .milliseconds(1))")
    }
}
