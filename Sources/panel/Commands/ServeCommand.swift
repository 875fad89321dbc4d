import ArgumentParser
import Foundation
import Logging
import NIOCore
import PanelHTTP
import PanelStore
import ServiceLifecycle

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API until a signal ends it.",
        discussion: "The first line it prints is \"listening on http://HOST:PORT\", once it accepts connections."
    )

    @OptionGroup var options: PlaceOptions
    @OptionGroup var panel: NewPanelOptions
    @OptionGroup var api: APIOptions

    @Option(
        help: ArgumentHelp(
            "A web server in front of this one, an address or a range such as 10.0.0.0/8. Can be given several times.",
            discussion: """
                It is believed when it says in X-Forwarded-For for whom it asks, and has any number of connections.
                """,
            valueName: "address"
        )
    )
    var trustedProxy: [AddressRange] = []

    @Option(help: "What to log on standard error: trace, debug, info, notice, warning, error or critical.")
    var logLevel = Logger.Level.notice

    func run() async throws {
        let logger = Logger.panel(level: logLevel)
        let process = ServingProcess(logger: logger)
        let limits = process.limits(trusting: trustedProxy)
        let place = options.place
        let directory = place.directory
        try directory.create()
        try directory.checkSocketPath()
        try place.checkIsFree(isNew: panel.isNew, creates: true)
        // On SQLite the lock is on the database.
        let lock = place.database == .sqlite ? nil : try directory.lock()
        defer { withExtendedLifetime(lock) {} }
        let runtime = try await PanelRuntime(at: place, for: .serving, logger: logger)
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
                try await runtime.apiServer(api, limits: limits, prepare: { for await _ in adminListening {} }) {
                    Output.line("listening on \($0)")
                },
            ],
            endsOnSignals: true
        )
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure("Another program listens on \(api.listen.defaultValueDescription) already.")
        }
        try runtime.store.close()
    }
}
