import ArgumentParser
import Foundation
import Logging
import PanelConfiguration
import PanelHTTP
import PanelOperations
import PanelStore
import ServiceLifecycle

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Try a throw-away panel: a catalogue, a customer with money, a provider that delivers in seconds.",
        discussion: """
            It serves until Ctrl-C and then removes everything. Of what can be set it goes by its flags alone.
            """
    )

    @OptionGroup var api: ConfigurationFlags<APIFlags>

    func run() async throws {
        let logger = Logger.panel(level: .error)
        var configuration = try StartupConfiguration.resolve(flags: api.given, environment: [:]).root
        let process = ServingProcess(configuration, logger: logger)
        let directory = DataDirectory(path: try PrivateFiles.temporaryDirectory("panel-demo"))
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        configuration.data = directory.path
        let runtime = try await PanelRuntime(configuration, logger: logger)
        let key = APIKey()
        let sandbox = DemoContents.makeSandbox()
        let passwords = DemoPasswords()
        let contents = DemoContents(runtime: runtime, sandbox: sandbox, key: key, passwords: passwords)
        let server = try await runtime.publicServer(limits: process.limits(), prepare: contents.fill) { url, _ in
            Output.line("listening on \(url)")
            Output.line(DemoGuide(url: url, key: key.text, passwords: passwords, directory: directory.path).text)
        }
        let group = runtime.group(
            [
                sandbox, runtime.fulfilment, process.hangupNotice,
                try runtime.adminServer(in: directory, connections: process.commands), server,
            ],
            endsOnSignals: true
        )
        try await group.run()
        try runtime.store.close()
    }
}
