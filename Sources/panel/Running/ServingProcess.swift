import Foundation
import Logging
import PanelHTTP
import ServiceLifecycle
import UnixSignals

/// A process that serves: what holds for it, and not for one that carries out a command.
struct ServingProcess {
    private let configuration: StartupConfiguration
    private let logger: Logger
    private let budget: DescriptorBudget

    /// Sees to it that the process outlives its terminal, may open as many files as the system grants it, and is not
    /// interrupted by itself. To be done before anything can be lost.
    init(_ configuration: StartupConfiguration, logger: Logger) {
        signal(SIGHUP, SIG_IGN)
        self.configuration = configuration
        self.logger = logger
        budget = DescriptorBudget(limit: DescriptorBudget.raisedLimit(), limits: configuration.descriptors)
        Scheduling.preferThroughput(logger)
    }

    /// How many commands are served at once.
    var commands: Int { budget.commands }

    /// Says when a SIGHUP was ignored.
    var hangupNotice: some Service { HangupNotice(logger: logger) }

    /// What strangers may have, as far as the files go.
    func limits() -> PanelServer.Limits {
        var limits = configuration.server
        limits.trustedProxies = TrustedProxies(configuration.trustedProxies)
        if budget.connections < limits.connections {
            logger.notice(
                "Few files may be open, so fewer connections are taken. Raise the limit (ulimit -n, LimitNOFILE=).",
                metadata: ["connections": "\(budget.connections)", "usual": "\(limits.connections)"]
            )
            limits.connections = budget.connections
        }
        return limits
    }
}

private struct HangupNotice: Service {
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            logger.notice("SIGHUP was ignored. SIGTERM ends the server.")
        }
    }
}
