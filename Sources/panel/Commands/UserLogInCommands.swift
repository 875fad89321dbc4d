import ArgumentParser
import NIOHTTP1
import PanelAdmin

/// How users log in to the pages.
extension UserCommand {
    struct SetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a user's password; all their sessions end.",
            discussion: "It is read from the terminal, where it does not show, or as one line from standard input."
        )

        @Argument(help: "The user.") var name: String
        @OptionGroup var password: PasswordOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let message = PasswordMessage(password: try PasswordInput.read(for: name))
            try await staff.perform(.PUT, Path.user(name) + "/password", message, as: UserSummary.self) {
                "The password of \($0.name) is set. All sessions have ended."
            }
        }
    }

    struct ResetLink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a link with which a user can set a new password, once.",
            discussion: "Send it to nobody but the user: whoever opens it can set the password."
        )

        @Argument(help: "The user.") var name: String
        @OptionGroup var link: ConfigurationFlags<LinkFlags>
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = Path.user(name) + "/reset-link"
            try await staff.perform(.POST, path, flags: link.given, as: LinkMessage.self) { link in
                """
                With this link, which is shown only now, \(name) can set a new password, once, until \(link.endsAt):
                \(link.text)
                """
            }
        }
    }

    struct Sessions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List where a user is logged in, the newest first, or end all of it."
        )

        @Argument(help: "The user.") var name: String
        @Flag(help: "End them all.") var end = false
        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func validate() throws {
            guard !end || page.isWhole else { throw ValidationError("--end ends all sessions, not a page of them.") }
        }

        func run() async throws {
            let path = Path.user(name) + "/sessions"
            guard !end else {
                try await staff.perform(.DELETE, path, as: UserSummary.self) {
                    "All sessions of \($0.name) have ended."
                }
                return
            }
            try await staff.list(path, page, of: SessionMessage.self) { sessions in
                var table = Table("BEGUN", "SEEN", "ADDRESS", "BROWSER")
                for session in sessions {
                    table.add(session.begunAt, session.seenAt, session.address, session.agent)
                }
                return table.text(empty: "There are no sessions.")
            }
        }
    }

    struct ResetSecondFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a user who has lost their authenticator log in with the password alone.",
            discussion: "Make sure that it is the user who asks. All their sessions end."
        )

        @Argument(help: "The user.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = Path.user(name) + "/second-factor"
            try await staff.perform(.DELETE, path, as: UserSummary.self) {
                "\($0.name) has no second factor any more. All sessions have ended."
            }
        }
    }
}

extension LinkMessage {
    /// What somebody opens, as far as it is known.
    var text: String {
        url ?? "\(path)\nThe panel's address comes before it. Say it with --public-url to have it here."
    }
}
