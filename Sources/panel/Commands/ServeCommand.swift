import ArgumentParser
import Foundation
import Logging
import NIOCore
import PanelConfiguration
import PanelHTTP
import PanelStore
import ServiceLifecycle

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API until a signal ends it.",
        discussion: """
            The first line it prints is "listening on http://HOST:PORT", once it accepts connections. What each flag says, \
            the environment and a file can say too: panel config list. --help-hidden shows the flags of limits.
            """
    )

    @OptionGroup var options: ServeOptions
    @OptionGroup var panel: NewPanelOptions

    func run() async throws {
        let resolved = try options.resolve()
        let configuration = resolved.root
        LineWriter.standardError.set(configuration.log)
        let logger = Logger.panel(level: configuration.logLevel)
        if !resolved.unknownVariables.isEmpty {
            logger.notice(
                "Variables of the environment look like the panel's and are not. See: panel config list",
                metadata: ["variables": "\(resolved.unknownVariables.joined(separator: " "))"]
            )
        }
        let process = ServingProcess(configuration, logger: logger)
        let limits = process.limits()
        let place = configuration.place
        let directory = place.directory
        try directory.create()
        try directory.checkSocketPath()
        try place.checkIsFree(isNew: panel.isNew, creates: true)
        // On SQLite the lock is on the database.
        let lock = place.database == .sqlite ? nil : try directory.lock()
        defer { withExtendedLifetime(lock) {} }
        let runtime = try await PanelRuntime(configuration, for: .serving, logger: logger)
        runtime.keeper.noteClosing()
        if runtime.store.closedReason == nil {
            try await runtime.store.beginGeneration()
            await runtime.keeper.remember()
        }
        defer { try? directory.removeLeftSocket() }
        let (adminListening, listens) = AsyncStream.makeStream(of: Void.self)
        let group = runtime.group(
            [
                runtime.fulfilment,
                process.hangupNotice,
                try runtime.adminServer(in: directory, connections: process.commands) { listens.finish() },
                // Whoever reads "listening" may use the command line at once.
                try await runtime.publicServer(limits: limits, prepare: { for await _ in adminListening {} }) {
                    Output.line("listening on \($0)")
                    await FirstOwnerLink(runtime, logger: logger).offer(at: $1)
                },
            ],
            endsOnSignals: true
        )
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure("Another program listens on \(configuration.listen.text) already.")
        }
        try runtime.store.close()
    }
}
