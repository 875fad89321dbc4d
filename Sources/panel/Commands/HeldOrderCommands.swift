import ArgumentParser
import NIOHTTP1
import PanelAdmin

extension OrderCommand {
    struct Held: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the orders and refills that wait for a person, with why and the evidence so far."
        )

        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list("/orders/held", page, of: HeldOrderMessage.self) { orders in
                guard !orders.isEmpty else { return "No order waits for a person." }
                return orders.map(\.text).joined(separator: "\n\n")
            }
        }
    }

    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide about an order that waits for a person.",
            discussion: """
                Look at the provider's own list of orders first. If the order is there, --link it. If it is not, \
                --resubmit it: it is sent once more. What the provider says of an order that it has, --accept it: its \
                charge is booked. To follow such an order without that, --link it to the id that it has. \
                Or --refund what is left of its charge and follow it no longer.
                """
        )

        @Argument(help: "The id of the order.") var id: String
        @Option(help: ArgumentHelp("The provider has it under this id.", valueName: "upstream-id")) var link: String?
        @Flag(help: "The provider does not have it: send it again.") var resubmit = false
        @Flag(help: "What the provider says of it is right.") var accept = false
        @Flag(help: "Give the charge back.") var refund = false
        @Option(help: "Why; it goes into the order's history with your name.") var note: String
        @Option(help: "Which run of a drip-feed; the first that waits unless given.") var run: Int64?
        @OptionGroup var staff: StaffOptions

        func validate() throws {
            let decisions = [link != nil, resubmit, accept, refund].filter { $0 }
            guard decisions.count == 1 else {
                throw ValidationError("Give one of --link, --resubmit, --accept and --refund.")
            }
        }

        func run() async throws {
            let resolution = OrderResolution(
                link: link,
                resubmit: resubmit ? true : nil,
                accept: accept ? true : nil,
                refund: refund ? true : nil,
                note: note,
                run: run
            )
            let path = "/orders/" + Path.segment(id) + "/resolve"
            try await staff.perform(.POST, path, resolution, as: OrderMessage.self, \.text)
        }
    }
}

extension HeldOrderMessage {
    private var subject: String {
        if let refill { return "refill \(refill) of order \(id)" }
        return "order \(id)" + (run > 1 ? ", run \(run)" : "")
    }

    fileprivate var text: String {
        var lines = [
            "\(subject) of \(user), \(submission), \(charge) for service \(service)",
            "  link      \(link)",
            "  provider  \(provider ?? "none")\(upstreamID.map { ", its order \($0)" } ?? "")",
            "  why       \(why)",
        ]
        lines += evidence.map { "  " + $0.text }
        return lines.joined(separator: "\n")
    }
}

extension TimelineMessage {
    /// One line.
    var text: String {
        var words = what.replacing("_", with: " ")
        if let provider { words += " (\(provider))" }
        if let run, run > 1 { words += " run \(run)" }
        if let detail { words += ": \(detail)" }
        if let by { words += " [\(by)]" }
        return "\(at)  \(words)"
    }
}
