import ArgumentParser
import Foundation
import Logging
import PanelStore
import ServiceLifecycle

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API until a signal ends it.",
        discussion: "The first line it prints is \"listening on http://HOST:PORT\", once it accepts connections."
    )

    @OptionGroup var data: DataOptions
    @OptionGroup var api: APIOptions

    @Option(help: "What to log on standard error: trace, debug, info, notice, warning, error or critical.")
    var logLevel = Logger.Level.notice

    func run() async throws {
        let directory = data.directory
        try directory.checkSocketPath()
        let runtime = try await PanelRuntime(data: directory, logger: .panel(level: logLevel))
        defer { unlink(directory.socket) }
        let group = runtime.group(
            [
                runtime.adminServer(socket: directory.socket),
                try await runtime.apiServer(api) { Output.line("listening on \($0)") },
            ],
            endsOnSignals: true
        )
        try await group.run()
        try runtime.store.close()
    }
}
