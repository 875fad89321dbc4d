import Logging
import PanelCore
import PanelSecrets
import PanelStore
import PanelWeb

/// The way into a panel that has no owner: a link on standard output, which works once and for half an hour. There is no
/// password that a panel begins with.
struct FirstOwnerLink {
    private let runtime: PanelRuntime
    private let logger: Logger

    init(_ runtime: PanelRuntime, logger: Logger) {
        self.runtime = runtime
        self.logger = logger
    }

    /// Prints a link, if the panel has no owner.
    func offer(at origin: PublicOrigin) async {
        guard runtime.store.closedReason == nil else { return }
        do {
            guard let token = try await make() else { return }
            Output.line("first owner: \(origin.url(of: .firstOwner(token)))")
        } catch {
            logger.notice(
                "The panel has no owner, and no link could be made with which one is. Start it again.",
                metadata: ["error": "\(error)"]
            )
        }
    }

    private func make() async throws -> SecretToken? {
        let token = SecretToken()
        let isKept = try await runtime.writer.perform(KeepFirstOwnerLink(token.digest, now: .now)).get()
        return isKept ? token : nil
    }
}
