import ArgumentParser
import NIOHTTP1
import PanelAdmin

struct SettingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setting",
        abstract: "What staff may change while the panel runs.",
        discussion: "What a server starts with is said by flags, variables or a file: panel config list.",
        subcommands: [List.self, Get.self, Set.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all settings with their values.")

        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.perform(.GET, "/settings", as: [SettingMessage].self) { settings in
                var table = Table("SETTING", "VALUE", "SET", "WHAT IT IS")
                for setting in settings {
                    table.add(setting.name, setting.value, setting.isDefault ? "-" : "yes", setting.help)
                }
                return table.text(empty: "There are no settings.")
            }
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the value of a setting.")

        @Argument(help: "The setting's name.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.perform(.GET, "/settings/" + Path.segment(name), as: SettingMessage.self, \.value)
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Change a setting.")

        @Argument(help: "The setting's name.") var name: String
        @Argument(help: "The new value.") var value: String
        @OptionGroup var panel: NewPanelOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let path = "/settings/" + Path.segment(name)
            let change = SettingChange(value: value)
            try await staff.perform(.PUT, path, change, creates: panel, as: SettingMessage.self) { setting in
                "\(setting.name) is \(setting.value)."
            }
        }
    }
}
