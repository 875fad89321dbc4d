import ArgumentParser
import NIOHTTP1
import PanelAdmin
import PanelCore

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Customers and staff: keys, passwords, balances, prices.",
        subcommands: [
            Create.self, Credit.self, List.self, Show.self, Statement.self, Suspend.self, Resume.self, RotateKey.self,
            SetRate.self, SetPassword.self, ResetLink.self, Sessions.self, ResetSecondFactor.self,
        ]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a user and show the API key, this once."
        )

        @Argument(help: "1 to \(AccountName.longest) letters, digits, '.', '_', '-' or '@'.") var name: String
        @Option(help: "customer, support, manager or owner.") var role: String?
        @Option(help: "How the API words its answers: seed or perfectpanel.") var profile: String?
        @Option(help: "The language of messages: vi or en.") var language: String?
        @Option(help: ArgumentHelp("What is taken off list prices.", valueName: "percent")) var discount: String?
        @OptionGroup var password: PasswordOptions
        @OptionGroup var panel: NewPanelOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let message = UserCreation(
                name: name,
                role: role,
                profile: profile,
                language: language,
                discount: discount,
                password: password.isGiven ? try PasswordInput.read(for: name) : nil
            )
            try await staff.perform(.POST, "/users", message, creates: panel, as: UserKey.self) { user in
                """
                User \(user.name) has id \(user.id). The API key, which is shown only now:
                \(user.apiKey)
                """
            }
        }
    }

    struct Credit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Book a deposit on a user's balance.",
            discussion: """
                The same reference again changes nothing, so a command that may not have worked can be repeated. \
                A negative amount, written behind "--", takes back what was booked wrongly.
                """
        )

        @Argument(help: "The user.") var name: String
        @Argument(help: "How much, such as 12.5.") var amount: String
        @Option(help: "What makes the deposit unique, such as the number of the payment.") var reference: String
        @Option(help: "A note for the books.") var note: String?
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let message = CreditMessage(amount: amount, reference: reference, note: note)
            let path = Path.user(name) + "/credits"
            try await staff.perform(.POST, path, message, as: BalanceMessage.self) {
                "The balance of \(name) is \($0.balance)."
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a user.")

        @Argument(help: "The user.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = Path.user(name)
            try await staff.perform(.GET, path, as: UserSummary.self, \.text)
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Refuse everything that a user's key asks for.")

        @Argument(help: "The user.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = Path.user(name) + "/suspend"
            try await staff.perform(.POST, path, as: UserSummary.self, \.text)
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a suspended user go on.")

        @Argument(help: "The user.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = Path.user(name) + "/resume"
            try await staff.perform(.POST, path, as: UserSummary.self, \.text)
        }
    }

    struct RotateKey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-key",
            abstract: "Give a user a new API key; the old one stops working at once."
        )

        @Argument(help: "The user.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = Path.user(name) + "/rotate-key"
            try await staff.perform(.POST, path, as: UserKey.self) { user in
                """
                The new API key of \(user.name), which is shown only now:
                \(user.apiKey)
                """
            }
        }
    }

    struct SetRate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-rate",
            abstract: "Agree a price with a user for one service.",
            discussion: "It comes before the list price and the user's discount. \"none\" takes it back."
        )

        @Argument(help: "The user.") var name: String
        @Argument(help: "The id of the service.") var service: String
        @Argument(help: "The price, or none.") var rate: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = Path.user(name) + "/rates/" + Path.segment(service)
            let message = RateMessage(rate: rate == "none" ? nil : rate)
            try await staff.perform(.PUT, path, message, as: RateMessage.self) { message in
                message.rate.map { "\(name) pays \($0) for service \(service)." }
                    ?? "\(name) pays the list price for service \(service)."
            }
        }
    }
}

extension UserSummary {
    fileprivate var text: String {
        var lines = [
            "user       \(name) (id \(id), \(role), \(suspended ? "suspended" : "active"))",
            "balance    \(balance)",
            "discount   \(discount) %",
            "profile    \(profile)",
            "language   \(language)",
            "made       \(createdAt)",
        ]
        if let orders {
            let counts = orders.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            lines.append("orders     \(counts.isEmpty ? "none" : counts.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }
}
