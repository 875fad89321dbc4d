import ArgumentParser
import Foundation
import PanelConfiguration

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "What can be set when the server starts, and what holds.",
        discussion: """
            Each key is a flag of `panel serve` (--body-limit 4096), a variable (PANEL_BODY_LIMIT=4096) and a line of the \
            file that --config or PANEL_CONFIG names (body-limit = 4096). What is named first goes over what is named later.
            """,
        subcommands: [Show.self, List.self]
    )

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what holds, and who said so; takes all flags that there are for keys."
        )

        @OptionGroup var options: ServeOptions
        @OptionGroup(title: "Limits", visibility: .hidden) var commands: ConfigurationFlags<CommandFlags>
        @OptionGroup var reopening: ConfigurationFlags<ReopeningFlags>
        @OptionGroup var output: OutputOptions

        func run() throws {
            let resolved = try options.resolve(commands.given, reopening.given)
            for variable in resolved.unknownVariables {
                Output.progress("\(variable) is a variable that the panel does not know.")
            }
            if output.json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                let rows = resolved.entries.map(ShownEntry.init)
                Output.json(String(decoding: try encoder.encode(rows), as: UTF8.self))
            } else {
                var table = Table("KEY", "VALUE", "FROM", "WHERE")
                for entry in resolved.entries {
                    table.add(entry.name, entry.shown, entry.origin.kind, entry.origin.place ?? "")
                }
                Output.line(table.text(empty: ""))
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all keys: what they are, and what they may be.")

        @Flag(help: "As the table of Docs/Configuration.md.") var markdown = false

        func run() {
            guard !markdown else { return Output.line(StartupKeys.all.markdown) }
            var table = Table("KEY", "DEFAULT", "TAKES", "WHAT IT IS")
            for key in StartupKeys.all.all {
                table.add(key.name, key.defaults.joined(separator: ","), key.allowed, key.help)
            }
            Output.line(table.text(empty: ""))
        }
    }
}

/// What holds for a key, as JSON.
private struct ShownEntry: Encodable {
    let key: String
    /// Missing when nothing is set, and of secrets.
    let value: String?
    let secret: Bool
    let from: String
    let place: String?

    init(_ entry: ConfigurationEntry) {
        key = entry.name
        value = entry.values.flatMap { $0.isEmpty ? nil : $0.joined(separator: ",") }
        secret = entry.values == nil
        from = entry.origin.kind
        place = entry.origin.place
    }
}

extension ConfigurationEntry {
    /// What is shown of it. Of a secret that is no more than whether it is set.
    fileprivate var shown: String {
        guard let values else { return origin == .standard ? "" : "(not shown)" }
        return values.joined(separator: ",")
    }
}
