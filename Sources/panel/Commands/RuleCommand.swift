import ArgumentParser
import NIOHTTP1
import PanelAdmin

struct RuleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule",
        abstract: "Links that no order is taken for.",
        subcommands: [Add.self, List.self, Remove.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse orders whose link contains a text, whatever its case."
        )

        @Argument(help: "The text.") var text: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let message = LinkRuleMessage(text: text)
            try await staff.perform(.POST, "/link-rules", message, as: LinkRuleMessage.self) {
                "Rule \($0.id ?? 0) refuses \($0.text)."
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the rules.")

        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list("/link-rules", page, of: LinkRuleMessage.self) { rules in
                var table = Table("ID", "TEXT")
                for rule in rules { table.add(String(rule.id ?? 0), rule.text) }
                return table.text(empty: "There are no rules.")
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a rule back.")

        @Argument(help: "The id of the rule.") var id: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = "/link-rules/" + Path.segment(id)
            try await staff.perform(.DELETE, path, as: LinkRuleMessage.self) { "\($0.text) is refused no longer." }
        }
    }
}
