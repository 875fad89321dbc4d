import PanelClient
package import PanelCore
package import PanelStore

/// What staff do with providers. It works whether or not the relaying runs.
extension Fulfilment: ProviderGateway {
    package func checked(url text: String, allowsPrivateAddress: Bool) async throws(ProviderProblem) -> String {
        guard let url = PanelURL(text) else {
            throw ProviderProblem("\(text) is not the address of an API, such as https://panel.example/api/v2.")
        }
        do throws(PanelClientError) {
            try await url.check(allowsPrivateAddress ? .any : .publicOnly)
        } catch {
            // A name that is not found now may be found later; an address that is not allowed never is.
            if case .notSent(.addressRefused) = error.kind {
                throw ProviderProblem(
                    "\(url.host) is an address of this machine or of a private network. If that is meant, "
                        + "say --allow-private-address."
                )
            }
        }
        return url.description
    }

    package func seal(_ key: String, for name: ProviderName) throws(ProviderProblem) -> SealedKey {
        try sealer.seal(key, for: name)
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
            throw ProviderProblem(error.description)
        }
    }

    package func health(of provider: ProviderID) -> ProviderHealth? {
        worker(of: provider)?.context.gate.health
    }

    package func follow(_ order: OrderID) async {
        guard let submissions = try? await store.submissions(of: order) else { return }
        for submission in submissions where submission.isWatched {
            guard let id = submission.upstreamID, let provider = submission.destination?.provider else { continue }
            worker(of: provider)?.poller.followAnew(submission.key, id, at: now())
        }
    }
}
