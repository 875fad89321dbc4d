import Logging
import PanelClient
import PanelCore
import PanelOperations
import PanelStore
import PanelWords

/// Follows a provider's prices, bounds and offers, so that nothing is sold below cost or after it is gone.
struct CatalogueSync: Job {
    let worker: ProviderWorker.Context

    let name = "catalogue-sync"
    let interval = Duration.seconds(3600)
    /// A server that is started again and again must not ask each time.
    let firstRest = Duration.seconds(300)

    private static let principal = Principal.job("catalogue-sync")

    func run(at now: Timestamp) async throws -> Bool {
        let upstream = try await worker.call {
            () async throws(PanelClientError) in try await worker.client.services()
        }
        let command = SyncCatalogue(
            provider: worker.provider.id,
            listings: ProviderCatalogue(upstream).listings,
            creation: nil,
            now: worker.now()
        )
        switch try await worker.result(of: Audited(command, by: CatalogueSync.principal, at: command.now)) {
        case .success(let outcome):
            for change in outcome.changes {
                worker.logger.notice(
                    "A service changed with its provider.",
                    metadata: ["service": "\(change.words(in: .english))"]
                )
            }
        case .failure(let refusal): throw Refused(description: refusal.words(in: .english))
        }
        return false
    }

    /// Why nothing was taken in, as the log has it.
    private struct Refused: Error, CustomStringConvertible {
        let description: String
    }
}

extension ProviderCatalogue {
    init(_ upstream: PanelCatalogue) {
        var listings: [UpstreamListing] = []
        var skipped: [SkippedListing] = []
        for service in upstream.services {
            do throws(SkippedListing) {
                listings.append(try UpstreamListing(service))
            } catch {
                skipped.append(error)
            }
        }
        if upstream.unreadable > 0 { skipped.append(.unreadable(upstream.unreadable)) }
        self.init(listings: listings, skipped: skipped)
    }
}
