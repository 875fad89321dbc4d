// What servers that share a database tell each other.
extension Scope {
    /// The servers that were heard of, and what they said last. They must be loaded.
    var servers: [ServerName: Timestamp] {
        var servers = base.snapshot.servers
        for (name, end) in base.changes.servers { servers[name] = end }
        for (name, end) in changes.servers { servers[name] = end }
        return servers
    }

    /// The lease on a provider, whether or not its server is still there. Leases must be loaded.
    func lease(on provider: ProviderID) -> ProviderLease? {
        if let change = changes.leases[provider] ?? base.changes.leases[provider] { return change }
        return base.snapshot.leases[provider]
    }

    mutating func note(_ server: ServerName, until end: Timestamp) {
        changes.servers[server] = .some(end)
    }

    mutating func forget(_ server: ServerName) {
        changes.servers[server] = .some(nil)
    }

    mutating func lease(_ provider: ProviderID, to lease: ProviderLease) {
        changes.leases[provider] = .some(lease)
    }

    mutating func release(_ provider: ProviderID) {
        changes.leases[provider] = .some(nil)
    }

    /// Leaves a note that an order is to be polled.
    mutating func request(_ request: PollRequest) {
        changes.pollRequests[request.key] = .some(request)
    }

    mutating func finishRequest(for key: SubmissionKey) {
        changes.pollRequests[key] = .some(nil)
    }
}
