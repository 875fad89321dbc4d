import ArgumentParser
import NIOHTTP1
import PanelAdmin

struct RefillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refill",
        abstract: "Requests to deliver again what was lost.",
        subcommands: [List.self, Update.self, Resolve.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List refills, the newest first.")

        @Option(help: "Only pending, in_progress, completed or rejected ones.") var status: String?
        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list("/refills", where: [("status", status)], page, of: RefillMessage.self) { refills in
                var table = Table("ID", "STATUS", "ORDER", "CREATED", "UPDATED")
                for refill in refills {
                    table.add(
                        String(refill.id),
                        refill.status,
                        String(refill.order),
                        refill.createdAt,
                        refill.updatedAt
                    )
                }
                return table.text(empty: "There are no such refills.")
            }
        }
    }

    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide about a refill that its provider may have been asked for or not.",
            discussion: """
                Look at the provider's own list of refills first. If the refill is there, --link it: it is followed. \
                If it is not, --resubmit it: it is asked for once more. What ended otherwise is for: panel refill \
                update.
                """
        )

        @Argument(help: "The id of the refill.") var id: String
        @Option(help: ArgumentHelp("The provider has it under this id.", valueName: "upstream-id")) var link: String?
        @Flag(help: "The provider does not have it: ask for it again.") var resubmit = false
        @Option(help: "Why; it goes into the order's history with your name.") var note: String
        @OptionGroup var staff: StaffOptions

        func validate() throws {
            guard (link != nil) != resubmit else { throw ValidationError("Give one of --link and --resubmit.") }
        }

        func run() async throws {
            let path = "/refills/" + Path.segment(id) + "/resolve"
            let resolution = RefillResolution(link: link, resubmit: resubmit ? true : nil, note: note)
            try await staff.perform(.POST, path, resolution, as: RefillMessage.self) { refill in
                "Refill \(refill.id) of order \(refill.order) is \(refill.status), and its provider is asked."
            }
        }
    }

    struct Update: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write down how far a refill is.")

        @Argument(help: "The id of the refill.") var id: String
        @Option(help: "in_progress, completed or rejected.") var status: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = "/refills/" + Path.segment(id)
            let update = RefillUpdate(status: status)
            try await staff.perform(.PATCH, path, update, as: RefillMessage.self) { refill in
                "Refill \(refill.id) of order \(refill.order) is \(refill.status)."
            }
        }
    }
}
