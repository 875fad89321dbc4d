// What servers that share a database tell each other.
extension Scope {
    /// The servers that were heard of, and what they said last. They must be loaded.
    var servers: [ServerName: Timestamp] {
        var servers = base.snapshot.servers
        for (name, end) in base.changes.servers { servers[name] = end }
        for (name, end) in changes.servers { servers[name] = end }
        return servers
    }

    /// All leases, whether or not their servers are still there. They must be loaded.
    var leases: [LeaseName: Lease] {
        var leases = base.snapshot.leases
        for (name, lease) in base.changes.leases { leases[name] = lease }
        for (name, lease) in changes.leases { leases[name] = lease }
        return leases
    }

    mutating func note(_ server: ServerName, until end: Timestamp) {
        changes.servers[server] = .some(end)
    }

    mutating func forget(_ server: ServerName) {
        changes.servers[server] = .some(nil)
    }

    mutating func write(_ lease: Lease, on name: LeaseName) {
        changes.leases[name] = .some(lease)
    }

    mutating func release(_ name: LeaseName) {
        changes.leases[name] = .some(nil)
    }

    /// Leaves a note that an order is to be polled.
    mutating func request(_ request: PollRequest) {
        changes.pollRequests[request.key] = .some(request)
    }

    mutating func finishRequest(for key: SubmissionKey) {
        changes.pollRequests[key] = .some(nil)
    }
}
