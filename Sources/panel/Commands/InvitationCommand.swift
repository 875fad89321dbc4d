import ArgumentParser
import NIOHTTP1
import PanelAdmin
import PanelCore

struct InvitationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitation",
        abstract: "Links with which somebody can make a user of their own, once.",
        subcommands: [Create.self, List.self, End.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an invitation and show its link, this once.")

        @Option(help: "For whom it is.") var note: String?
        @Option(
            help: """
                How many days it holds, from 1 to \(Invitation.longestValidity); \(Invitation.usualValidity) unless given.
                """
        )
        var days: Int64?
        @OptionGroup var link: ConfigurationFlags<LinkFlags>
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let wish = InvitationWish(note: note, days: days)
            try await staff.perform(.POST, "/invitations", wish, flags: link.given, as: LinkMessage.self) { link in
                """
                Invitation \(link.id ?? 0), whose link is shown only now, makes one user until \(link.endsAt):
                \(link.text)
                """
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List invitations, the newest first.")

        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list("/invitations", page, of: InvitationMessage.self) { invitations in
                var table = Table("ID", "STATE", "MADE", "ENDS", "USER", "NOTE")
                for invitation in invitations {
                    table.add(
                        String(invitation.id),
                        invitation.state.rawValue,
                        invitation.madeAt,
                        invitation.endsAt,
                        invitation.usedBy.map { String($0) } ?? "-",
                        invitation.note
                    )
                }
                return table.text(empty: "There are no invitations.")
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End an invitation that nobody has used."
        )

        @Argument(help: "The id of the invitation.") var id: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = "/invitations/" + Path.segment(id)
            try await staff.perform(.DELETE, path, as: InvitationMessage.self) { invitation in
                switch invitation.usedBy {
                case let user?: "User \(user) was made with invitation \(invitation.id) before. Nothing was changed."
                case nil: "Nobody can make a user with invitation \(invitation.id)."
                }
            }
        }
    }
}
