import ArgumentParser
import NIOHTTP1
import PanelAdmin

struct OrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract: "Orders, their outcomes, and those that wait for a person.",
        subcommands: [List.self, Show.self, Update.self, Held.self, Resolve.self, Orphans.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List orders, the newest first.",
            discussion: """
                With --link a page may have fewer orders than it could, and go on all the same: only so many that lead to \
                the same are looked at for each. With --upstream-id orders go by their providers.
                """
        )

        @Option(help: "Only this user's.") var user: String?
        @Option(help: "Only pending, processing, in_progress, completed, partial or canceled ones.")
        var status: String?
        @Option(help: "Only those whose links lead where this one leads.") var link: String?
        @Flag(help: "Of --link: only that link itself, byte for byte.") var exact = false
        @Option(help: ArgumentHelp("Only what a provider has under this id.", valueName: "id")) var upstreamID: String?
        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func validate() throws {
            guard !exact || link != nil else { throw ValidationError("--exact says how --link is meant.") }
        }

        func run() async throws {
            let filters = [
                ("user", user), ("status", status), ("link", link), ("match", exact ? "exact" : nil),
                ("upstream-id", upstreamID),
            ]
            try await staff.list("/orders", where: filters, page, of: OrderMessage.self) { orders in
                var table = Table("ID", "STATUS", "USER", "SERVICE", "QUANTITY", "REMAINS", "CHARGE", "CREATED", "LINK")
                for order in orders {
                    table.add(
                        String(order.id),
                        order.status + (order.cancelRequestedAt != nil && order.finishedAt == nil ? " (cancel!)" : ""),
                        order.user,
                        String(order.service),
                        String(order.quantity),
                        order.remains.map { String($0) } ?? "",
                        order.charge,
                        order.createdAt,
                        order.link
                    )
                }
                return table.text(empty: "There are no such orders.")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show all about an order.")

        @Argument(help: "The id of the order.") var id: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = "/orders/" + Path.segment(id)
            try await staff.perform(.GET, path, as: OrderMessage.self, \.text)
        }
    }

    struct Update: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write down how far an order is, and settle its outcome.",
            discussion: """
                An order goes from pending over processing and in_progress to completed, partial or canceled; steps \
                can be left out, none can be taken back. "partial" needs the remains and refunds their part of the \
                charge, "canceled" refunds all that is left of it. "completed" sets the remains to 0 unless they are \
                given. A finished order can still be corrected when that gives the customer more back.
                """
        )

        @Argument(help: "The id of the order.") var id: String
        @Option(help: "processing, in_progress, completed, partial or canceled.") var status: String?
        @Option(help: "The count before the first delivery.") var startCount: Int64?
        @Option(help: "How many pieces are undelivered.") var remains: Int64?
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = "/orders/" + Path.segment(id)
            let update = OrderUpdate(status: status, startCount: startCount, remains: remains)
            try await staff.perform(.PATCH, path, update, as: OrderMessage.self, \.text)
        }
    }
}

extension OrderMessage {
    /// An order with all that is known of it.
    var text: String {
        var lines = [
            "order       \(id) of \(user)",
            "status      \(status)",
            "service     \(service) \(serviceName) (\(type))",
            "link        \(link)",
            "quantity    \(quantity)",
            "start       \(startCount.map { String($0) } ?? "not known")",
            "remains     \(remains.map { String($0) } ?? "not known")",
            "charge      \(charge), refunded \(refunded)",
            "created     \(createdAt)",
            "updated     \(updatedAt)",
        ]
        if let finishedAt { lines.append("finished    \(finishedAt)") }
        if let cancelRequestedAt { lines.append("cancel      asked for at \(cancelRequestedAt)") }
        if let runs, let interval { lines.append("drip-feed   \(runs) runs, \(interval) minutes apart") }
        if let submission { lines.append("submission  \(submission)\(provider.map { " (\($0))" } ?? "")") }
        if let upstreamID { lines.append("upstream    \(upstreamID)") }
        for run in submissions ?? [] where run.attention != nil || submissions.map({ $0.count > 1 }) == true {
            lines.append(run.text)
        }
        for (name, value) in (parameters ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("\(name): \(value)")
        }
        if let timeline { lines += [""] + timeline.map(\.text) }
        return lines.joined(separator: "\n")
    }
}

extension SubmissionMessage {
    fileprivate var text: String {
        let outcome = outcome ?? upstreamStatus ?? ""
        let destination = [provider, upstreamID].compactMap { $0 }.joined(separator: " ")
        let why = attention.map { " – \($0)" } ?? ""
        return "run \(run)       \(state) \(destination) \(outcome)\(why)"
    }
}
