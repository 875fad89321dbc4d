import PanelClient
package import PanelCore
package import PanelOperations
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

    package func seal(_ key: String, for name: ProviderName) throws(ProviderProblem) -> SealedKey {
        try sealer().seal(key, for: name)
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

    package func health(of provider: ProviderID) async -> ProviderHealth? {
        if let worker = worker(of: provider) { return worker.context.gate.health }
        // What can not be read now is not known, as where nobody calls it.
        guard store.isShared, let lease = try? await store.leases()[.provider(provider)] else { return nil }
        // The clock of whoever calls it may be behind.
        return lease.endsAt.adding(seconds: ClockComparison.tolerance) > clocks.now() ? lease.health : nil
    }
}
