import ArgumentParser
import Foundation
import Glibc
import Logging
import PanelConfiguration
import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore
import PanelWords

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Move a panel to another database: copy everything, and prove that all of it arrived.",
        discussion: """
            Stop all servers first. The same command again goes on where it was interrupted. From its start on, the panel \
            cannot be served from where it was; `panel reopen` takes that back.
            """
    )

    @Option(help: ArgumentHelp("Where the panel is: sqlite:DIR or postgres://USER@HOST/NAME.", valueName: "database"))
    var from: String

    @Option(
        help: ArgumentHelp("Where it goes to: an empty database, or a directory without one.", valueName: "database")
    )
    var to: String

    @Flag(help: "PostgreSQL URLs are those of poolers in transaction mode, such as PgBouncer.")
    var pooled = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        for (option, text) in [("--from", from), ("--to", to)] where place(text) == nil {
            // What was typed may hold a password: it is not repeated.
            throw ValidationError("\(option) takes sqlite:DIR or postgres://USER@HOST/NAME.")
        }
    }

    private func place(_ text: String) -> PanelPlace? {
        PanelPlace(text, directory: DataDirectory(path: "."), isPooled: pooled)
    }

    func run() async throws {
        guard let source = place(from), let target = place(to) else { return }
        umask(0o077)
        let start = ContinuousClock.now
        let configuration = try StartupConfiguration.resolve().root
        let left = try await CopyCommand.openExisting(source, configuration)
        defer { try? left.close() }
        let right = try await CopyCommand.open(target, configuration)
        defer { try? right.close() }
        let meter = CopyMeter()
        let copy = PanelCopy(
            from: .init(left, called: source.name, remembering: source.memory),
            to: .init(right, called: target.name),
            now: { .now },
            observe: meter.note
        )
        let report: CopyReport
        do {
            report = try await copy.run()
        } catch CopyError.sourceClosed(let place, let reason) {
            throw CommandFailure("The panel in \(place) is closed. \(reason.english)")
        }
        let summary = CopySummary(report, source, target, took: ContinuousClock.now - start)
        if output.json { Output.json(try summary.json()) } else { Output.line(summary.text) }
        guard summary.report.isEqual else { throw ExitCode.failure }
    }

    /// Opens the database of a panel that there is.
    static func openExisting(
        _ place: PanelPlace,
        _ configuration: StartupConfiguration
    ) async throws -> any SQLEngine {
        guard place.database != .sqlite || place.directory.holdsPanel else {
            throw CommandFailure("There is no panel in \(place.directory.path).")
        }
        return try await open(place, configuration)
    }

    private static func open(_ place: PanelPlace, _ configuration: StartupConfiguration) async throws -> any SQLEngine {
        do {
            return try await PanelRuntime.engine(at: place, configuration, logger: .quiet)
        } catch SQLiteStoreError.inUse {
            throw CommandFailure("A server or another command works with \(place.directory.path). Stop it first.")
        }
    }
}
