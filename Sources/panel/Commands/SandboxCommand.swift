import ArgumentParser
import Foundation
import Logging
import PanelHTTP
import PanelSandbox
import ServiceLifecycle
import UnixSignals

struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "A provider to try and test with: it delivers on its own clock, in seconds.",
        discussion: """
            It speaks the API v2 with the key "sandbox" and delivers nothing to anybody: it counts. Everything is in \
            memory and gone when it ends. Docs/Sandbox.md has its catalogue, its faults and how to look into its books.
            """
    )

    @Option(help: "The address to serve on, HOST:PORT. Port 0 takes any free one.")
    var listen = ListenAddress.tcp(host: "127.0.0.1", port: 9090)
    @Option(help: "A file of faults, as Docs/Sandbox.md describes it.") var faults: String?
    @Option(help: ArgumentHelp("Keys that it takes.", valueName: "key")) var key: [String] = ["sandbox"]
    @Option(help: ArgumentHelp("Seconds from order to start.", valueName: "seconds")) var startAfter = 2
    @Option(help: ArgumentHelp("Seconds from start to end.", valueName: "seconds")) var deliverIn = 6
    @Flag(help: "Orders start and never end.") var neverDeliver = false
    @Option(help: ArgumentHelp("Orders that the first key has from the beginning.", valueName: "number"))
    var preload = 0
    @Flag(help: "Make an order of each request, whatever its request_id.") var ignoreRequestID = false

    func validate() throws {
        guard case .tcp = listen else { throw ValidationError("--listen must be HOST:PORT.") }
        guard startAfter >= 0, deliverIn >= 0, preload >= 0 else { throw ValidationError("Numbers are not negative.") }
    }

    func run() async throws {
        let logger = Logger.panel(level: .error)
        let provider = SandboxProvider(configuration: try configuration(), logger: logger)
        if preload > 0 { provider.preload(count: preload) }
        _ = try await provider.start()
        Output.line("listening on \(provider.url ?? "")")
        var group = ServiceGroupConfiguration(
            services: [provider],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: group).run()
    }

    private func configuration() throws -> SandboxProvider.Configuration {
        var configuration = SandboxProvider.Configuration()
        if case .tcp(let host, let port) = listen {
            configuration.host = host
            configuration.port = port
        }
        configuration.keys = key
        configuration.pace = Pace(start: .seconds(startAfter), deliver: .seconds(deliverIn))
        if neverDeliver { configuration.outcomes = .never }
        configuration.acceptsRequestID = !ignoreRequestID
        if let faults {
            guard let file = FileManager.default.contents(atPath: faults) else {
                throw CommandFailure("The file \(faults) cannot be read.")
            }
            configuration.faults = try SandboxFault.list(json: Array(file))
        }
        return configuration
    }
}
