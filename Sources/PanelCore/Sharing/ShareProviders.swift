/// Says that a server is alive, and settles which providers it calls.
///
/// Every server that shares the database does this every few seconds. Each provider belongs to one of the living
/// servers, the same one whoever asks (``ServerName/weight(for:)``); it takes the provider once nobody else has a lease
/// on it. What protects orders is not the lease but the claim of each attempt: were two servers to call a provider at
/// once, because one stood still, the provider would see more requests than its terms say, and no order twice.
///
/// Wall clocks do not matter: a server is gone when it left, or when whoever takes over has seen it say nothing for
/// ``leaseSeconds`` (``LeaseWatch``).
package struct ShareProviders: Command {
    package let server: ServerName
    /// How calling goes of the providers that the server calls.
    package let health: [ProviderID: ProviderHealth]
    /// Providers that the server has stopped calling.
    package let released: Set<ProviderID>
    /// Servers that were not heard of for ``leaseSeconds``, with what they had said last: one that says something else
    /// now is alive.
    package let silent: [ServerName: Timestamp]
    /// Whether the server ends.
    package let isLeaving: Bool
    package let now: Timestamp

    /// How long a server that is not heard of counts as alive, and its leases last, in seconds.
    package static let leaseSeconds: Int64 = 10

    /// What a server is to do.
    package struct Outcome: Sendable, Equatable {
        /// The providers that it calls from now on, or goes on calling.
        package var held: Set<ProviderID> = []
        /// Those of ``held`` that it is to stop calling, and then to release.
        package var unwanted: Set<ProviderID> = []
        /// The other servers that count as alive, with what changes whenever they are heard of.
        package var others: [ServerName: Timestamp] = [:]

        package init(
            held: Set<ProviderID> = [],
            unwanted: Set<ProviderID> = [],
            others: [ServerName: Timestamp] = [:]
        ) {
            self.held = held
            self.unwanted = unwanted
            self.others = others
        }
    }

    package typealias Refusal = Never

    package init(
        server: ServerName,
        health: [ProviderID: ProviderHealth] = [:],
        released: Set<ProviderID> = [],
        silent: [ServerName: Timestamp] = [:],
        isLeaving: Bool = false,
        now: Timestamp
    ) {
        self.server = server
        self.health = health
        self.released = released
        self.silent = silent
        self.isLeaving = isLeaving
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.sharing = true
        reads.loadAll(Provider.self)
    }

    package func execute(in scope: inout Scope) -> Outcome {
        let before = scope.servers
        for (other, mark) in silent where other != server && before[other] == mark { scope.forget(other) }
        var endsAt = now.adding(seconds: ShareProviders.leaseSeconds)
        // Others go by whether it changes, also when the clock was set back in between.
        if endsAt == before[server] { endsAt = endsAt.adding(seconds: 1) }
        if isLeaving { scope.forget(server) } else { scope.note(server, until: endsAt) }
        let living = scope.servers.keys
        var outcome = Outcome(others: scope.servers.filter { $0.key != server })
        for provider in scope.all(Provider.self)
        where provider.removedAt == nil || lease(on: provider.id, in: scope) != nil {
            let isOurs = provider.removedAt == nil && owner(of: provider.id, among: living) == server
            switch lease(on: provider.id, in: scope) {
            case .mine where isLeaving || released.contains(provider.id):
                scope.release(provider.id)
            case .mine:
                outcome.held.insert(provider.id)
                if !isOurs { outcome.unwanted.insert(provider.id) }
                scope.lease(provider.id, to: lease(until: endsAt, on: provider.id))
            case nil where isOurs && !isLeaving:
                outcome.held.insert(provider.id)
                scope.lease(provider.id, to: lease(until: endsAt, on: provider.id))
            case .others, nil:
                break
            }
        }
        return outcome
    }

    private enum Holder {
        case mine
        case others
    }

    /// Who holds a lease that has not ended: it does with its server. A server's own goes on, as long as nobody took it.
    private func lease(on provider: ProviderID, in scope: Scope) -> Holder? {
        guard let lease = scope.lease(on: provider) else { return nil }
        if lease.server == server { return .mine }
        return scope.servers[lease.server] != nil ? .others : nil
    }

    private func lease(until end: Timestamp, on provider: ProviderID) -> ProviderLease {
        ProviderLease(server: server, endsAt: end, health: health[provider])
    }

    private func owner(of provider: ProviderID, among servers: some Collection<ServerName>) -> ServerName? {
        servers.max { left, right in
            let (leftWeight, rightWeight) = (left.weight(for: provider), right.weight(for: provider))
            return leftWeight == rightWeight ? left < right : leftWeight < rightWeight
        }
    }
}
