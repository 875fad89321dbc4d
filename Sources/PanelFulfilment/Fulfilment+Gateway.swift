import PanelClient
package import PanelCore
package import PanelOperations
import PanelSecrets
package import PanelStore

/// What staff do with providers. It works whether or not the relaying runs.
extension Fulfilment: ProviderGateway {
    package func checked(url text: String, allowsPrivateAddress: Bool) async throws(ProviderProblem) -> String {
        guard let url = PanelURL(text) else {
            throw .unusableAddress(text)
        }
        do throws(PanelClientError) {
            try await url.check(allowsPrivateAddress ? .any : .publicOnly)
        } catch {
            // A name that is not found now may be found later; an address that is not allowed never is.
            if case .notSent(.addressRefused) = error.kind {
                throw .privateAddress(host: url.host)
            }
        }
        return url.description
    }

    package func seal(_ key: String, for name: ProviderName) throws(ProviderProblem) -> SealedText {
        guard let sealer else { throw .noSecret }
        do throws(SealingProblem) {
            return try sealer.seal(key, for: .providerKey(name))
        } catch {
            throw ProviderProblem(error, of: name)
        }
    }

    package func probe(_ provider: Provider) async throws(ProviderProblem) -> ProviderProbe {
        let client = try client(of: provider)
        do throws(PanelClientError) {
            let balance = try await client.balance()
            let catalogue = ProviderCatalogue(try await client.services())
            await client.shutdown()
            return ProviderProbe(
                balance: Money(micros: balance.amount.micros),
                currency: balance.currency,
                catalogue: catalogue
            )
        } catch {
            await client.shutdown()
            throw .setback(Setback(error).short)
        }
    }

    package func health(of providers: [ProviderID]) async -> [ProviderID: ProviderHealth] {
        var health: [ProviderID: ProviderHealth] = [:]
        for provider in providers { health[provider] = worker(of: provider)?.context.gate.health }
        // What can not be read now is not known, as where nobody calls it.
        guard store.isShared, health.count < providers.count, let leases = try? await store.leases() else {
            return health
        }
        for provider in providers where health[provider] == nil {
            // The clock of whoever calls it may be behind.
            guard let lease = leases[.provider(provider)],
                lease.endsAt.adding(seconds: ClockComparison.tolerance) > clocks.now()
            else { continue }
            health[provider] = lease.health
        }
        return health
    }
}
