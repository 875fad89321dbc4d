import ArgumentParser
import NIOHTTP1
import PanelAdmin

struct TransferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "What was moved in the books.",
        subcommands: [Days.self]
    )

    struct Days: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add up what was moved on each day, by kind.",
            discussion: """
                Kinds are charge and refund (of orders), deposit and correction (by staff), cost and returned_cost (of \
                providers). Days are in UTC; one without transfers has no line.
                """
        )

        @Option(help: ArgumentHelp("The first day, as 2026-11-24; 30 days unless given.", valueName: "day"))
        var from: String?
        @Option(help: ArgumentHelp("The last day; today unless given.", valueName: "day")) var to: String?
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = Path.query("/transfers/days", [("from", from), ("to", to)])
            try await staff.perform(.GET, path, as: [TransferDayMessage].self) { rows in
                var table = Table("DAY", "KIND", "TRANSFERS", "AMOUNT")
                for row in rows { table.add(row.day, row.kind, String(row.count), row.amount) }
                return table.text(empty: "Nothing was moved on these days.")
            }
        }
    }
}
