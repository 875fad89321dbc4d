import ArgumentParser
import Foundation
import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore
import ServiceLifecycle

struct ReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Let a panel be served again that was copied away, moved or restored.",
        discussion: """
            Without a flag it opens a panel that was copied away with `panel copy`. Stop all servers first. Never serve two \
            copies: they would sell the same balances twice, and relay the same orders twice. What happened on the other \
            copy is not known here.
            """
    )

    @Flag(help: "The database was moved, and is the only one and up to date.")
    var moved = false

    @Flag(help: "The database is a restored backup: ids go on far above those that were given out.")
    var restored = false

    @Option(help: ArgumentHelp("With --restored, the id of the next order.", valueName: "number"))
    var firstOrder: Int64?

    @OptionGroup var options: PlaceOptions
    @OptionGroup(title: "Limits", visibility: .hidden) var limits: ConfigurationFlags<ReopeningFlags>

    func validate() throws {
        guard !moved || !restored else { throw ValidationError("Give --moved or --restored, not both.") }
        guard firstOrder == nil || restored else { throw ValidationError("--first-order goes with --restored.") }
        guard firstOrder.map({ $0 > 0 }) ?? true else { throw ValidationError("--first-order must be above zero.") }
    }

    func run() async throws {
        let configuration = try options.configuration(limits.given)
        let place = configuration.place
        if moved || restored {
            for line in try await PanelReopening(configuration, isRestored: restored, firstOrder: firstOrder).run() {
                Output.line(line)
            }
            return
        }
        umask(0o077)
        let engine = try await CopyCommand.openExisting(place, configuration)
        defer { try? engine.close() }
        try await PanelCopy.reopen(.init(engine, called: place.name))
        Output.line("The panel in \(place.name) can be served again. Never serve its copy beside it.")
    }
}
