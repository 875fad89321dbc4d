/// Says that a server is alive, and settles which providers it calls and which jobs it runs.
///
/// Every server that shares the database does this every few seconds. Each provider, and each job that one server runs
/// for all, belongs to one of the living servers, the same one whoever asks (``ServerName/weight(for:)``); it takes it once
/// nobody else has a lease on it. What protects orders is not the lease but the claim of each attempt: were two servers to call a provider at
/// once, because one stood still, the provider would see more requests than its terms say, and no order twice.
///
/// Wall clocks do not matter: a server is gone when it left, or when whoever takes over has seen it say nothing for
/// ``seconds`` (``LeaseWatch``).
package struct ShareLeases: Command {
    package let server: ServerName
    /// How calling goes of the providers that the server calls.
    package let health: [ProviderID: ProviderHealth]
    /// The jobs that the server knows, of those that one server runs for all.
    package let jobs: Set<String>
    /// What the server has stopped doing.
    package let released: Set<LeaseName>
    /// Servers that were not heard of for ``seconds``, with what they had said last: one that says something else
    /// now is alive.
    package let silent: [ServerName: Timestamp]
    /// Whether the server ends.
    package let isLeaving: Bool
    package let now: Timestamp

    /// How long a server that is not heard of counts as alive, and its leases last, in seconds.
    package static let seconds: Int64 = 10

    /// What a server is to do.
    package struct Outcome: Sendable, Equatable {
        /// What it does from now on, or goes on doing.
        package var held: Set<LeaseName> = []
        /// What of ``held`` it is to stop, and then to release.
        package var unwanted: Set<LeaseName> = []
        /// The other servers that count as alive, with what changes whenever they are heard of.
        package var others: [ServerName: Timestamp] = [:]

        package init(
            held: Set<LeaseName> = [],
            unwanted: Set<LeaseName> = [],
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
        jobs: Set<String> = [],
        released: Set<LeaseName> = [],
        silent: [ServerName: Timestamp] = [:],
        isLeaving: Bool = false,
        now: Timestamp
    ) {
        self.server = server
        self.health = health
        self.jobs = jobs
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
        var endsAt = now.adding(seconds: ShareLeases.seconds)
        // Others go by whether it changes, also when the clock was set back in between.
        if endsAt == before[server] { endsAt = endsAt.adding(seconds: 1) }
        if isLeaving { scope.forget(server) } else { scope.note(server, until: endsAt) }
        let living = scope.servers
        var outcome = Outcome(others: living.filter { $0.key != server })
        let leases = scope.leases
        let wanted = Set(scope.all(Provider.self).lazy.filter { $0.removedAt == nil }.map { LeaseName.provider($0.id) })
            .union(jobs.map(LeaseName.job))
        for name in wanted.union(leases.keys).sorted() {
            let isOurs = wanted.contains(name) && owner(of: name, among: living.keys) == server
            switch holder(of: leases[name], living: living) {
            case .mine where isLeaving || released.contains(name):
                scope.release(name)
            case .mine:
                outcome.held.insert(name)
                if !isOurs { outcome.unwanted.insert(name) }
                scope.write(lease(until: endsAt, on: name), on: name)
            case nil where isOurs && !isLeaving:
                outcome.held.insert(name)
                scope.write(lease(until: endsAt, on: name), on: name)
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
    private func holder(of lease: Lease?, living: [ServerName: Timestamp]) -> Holder? {
        guard let lease else { return nil }
        if lease.server == server { return .mine }
        return living[lease.server] != nil ? .others : nil
    }

    private func lease(until end: Timestamp, on name: LeaseName) -> Lease {
        Lease(server: server, endsAt: end, health: name.provider.flatMap { health[$0] })
    }

    private func owner(of name: LeaseName, among servers: some Collection<ServerName>) -> ServerName? {
        servers.max { left, right in
            let (leftWeight, rightWeight) = (left.weight(for: name), right.weight(for: name))
            return leftWeight == rightWeight ? left < right : leftWeight < rightWeight
        }
    }
}
