import ArgumentParser
import PanelAdmin

extension UserCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List users with their balances, in the order in which they were made."
        )

        @Option(help: ArgumentHelp("Only those whose names begin so, in the order of names.", valueName: "beginning"))
        var name: String?
        @Flag(help: "Only those who have ordered, the one with the newest order first.") var byLastOrder = false
        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func validate() throws {
            guard name == nil || !byLastOrder else { throw ValidationError("Give one of --name and --by-last-order.") }
        }

        func run() async throws {
            let filters = [("name", name), ("order", byLastOrder ? "last-order" : nil)]
            try await staff.list("/users", where: filters, page, of: UserSummary.self) { users in
                var table = Table(
                    ["ID", "NAME", "ROLE", "BALANCE", "DISCOUNT", "PROFILE", "LANGUAGE", "STATE"]
                        + (byLastOrder ? ["LAST ORDER"] : [])
                )
                for user in users {
                    table.add(
                        [
                            String(user.id), user.name, user.role, user.balance, user.discount + " %", user.profile,
                            user.language, user.suspended ? "suspended" : "active",
                        ] + (user.lastOrder.map { [String($0)] } ?? [])
                    )
                }
                return table.text(
                    empty: name != nil || byLastOrder || page.after != nil
                        ? "There are no such users." : "There are no users. Make one with: panel user create NAME"
                )
            }
        }
    }

    struct Statement: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what moved a user's balance, the newest first, with the balance after it.",
            discussion: """
                The cause of an entry is order:ID:charge, order:ID:refund:NUMBER, or credit:ID for what staff booked.
                """
        )

        @Argument(help: "The user.") var name: String
        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list(Path.user(name) + "/statement", page, of: StatementMessage.self) { entries in
                var table = Table("AT", "CAUSE", "AMOUNT", "BALANCE")
                for entry in entries { table.add(entry.at, entry.cause, entry.amount, entry.balance) }
                return table.text(empty: "Nothing has moved the balance.")
            }
        }
    }
}
