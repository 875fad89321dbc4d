import ArgumentParser
import Foundation
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
                    table.add(setting.name, setting.shortValue, setting.isDefault ? "-" : "yes", setting.help)
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
        static let configuration = CommandConfiguration(
            abstract: "Change a setting.",
            discussion:
                "Values of several lines come from a file: panel setting set payment_instructions_en --file pay.txt"
        )

        @Argument(help: "The setting's name.") var name: String
        @Argument(help: "The new value; \"\" for none.") var value: String?
        @Option(help: ArgumentHelp("Take the value from a file; - for standard input.", valueName: "path"))
        var file: String?
        @OptionGroup var panel: NewPanelOptions
        @OptionGroup var staff: StaffOptions

        func validate() throws {
            guard (value == nil) != (file == nil) else {
                throw ValidationError("Say what the new value is, or in which file it is (--file).")
            }
        }

        func run() async throws {
            let path = "/settings/" + Path.segment(name)
            let change = SettingChange(value: try read())
            try await staff.perform(.PUT, path, change, creates: panel, as: SettingMessage.self) { setting in
                "\(setting.name) is \(setting.value.isEmpty ? "not set" : setting.shortValue)."
            }
        }

        private func read() throws -> String {
            guard let file else { return value ?? "" }
            let data =
                file == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data() : FileManager.default.contents(atPath: file)
            guard let data else { throw CommandFailure("The file \(file) cannot be read.") }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw CommandFailure("The file \(file) is no text in UTF-8.")
            }
            return text
        }
    }
}

extension SettingMessage {
    /// The value, shortened. It is one line already: ends of lines in it are spelled out.
    fileprivate var shortValue: String { value.count > 60 ? "\(value.prefix(60))…" : value }
}
