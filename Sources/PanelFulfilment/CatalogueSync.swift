import Logging
import PanelClient
import PanelCore
import PanelOperations
import PanelStore
import PanelWords

/// Follows a provider's prices, bounds and offers, so that nothing is sold below cost or after it is gone.
struct CatalogueSync: Sendable {
    let worker: ProviderWorker.Context

    private static let principal = Principal.job("catalogue-sync")
    private static let interval = Duration.seconds(3600)
    /// The first one is not at the start: a server that is started again and again must not ask each time.
    private static let first = Duration.seconds(300)

    func run() async {
        await worker.pause(CatalogueSync.first)
        while !worker.isStopping {
            await sync()
            await worker.pause(CatalogueSync.interval)
        }
    }

    private func sync() async {
        do {
            let upstream = try await worker.call {
                () async throws(PanelClientError) in try await worker.client.services()
            }
            let command = SyncCatalogue(
                provider: worker.provider.id,
                listings: ProviderCatalogue(upstream).listings,
                creation: nil,
                now: worker.now()
            )
            let outcome = try await worker.result(of: Audited(command, by: CatalogueSync.principal, at: command.now))
                .get()
            for change in outcome.changes {
                worker.logger.notice(
                    "A service changed with its provider.",
                    metadata: ["service": "\(change.words(in: .english))"]
                )
            }
        } catch let refusal as StaffRefusal {
            let words = refusal.words(in: .english)
            worker.logger.warning("The catalogue could not be followed.", metadata: ["error": "\(words)"])
        } catch {
            worker.logger.warning("The catalogue could not be followed.", metadata: ["error": "\(error)"])
        }
    }
}

extension ProviderCatalogue {
    init(_ upstream: PanelCatalogue) {
        var listings: [UpstreamListing] = []
        var skipped: [String] = []
        for service in upstream.services {
            do throws(SkippedListing) {
                listings.append(try UpstreamListing(service))
            } catch {
                skipped.append(error.words)
            }
        }
        if upstream.unreadable > 0 { skipped.append("\(upstream.unreadable) rows that can not be read") }
        self.init(listings: listings, skipped: skipped)
    }
}
