package import PanelCore
package import PanelStore

/// What the relaying of orders reads.
extension SQLStore {
    package func providers() async throws -> [Provider] {
        try await engine.read { try ProviderQueries.providers(on: $0) }
    }

    package func installation() async throws -> String {
        try await engine.read { try AccountQueries.setting(AccountQueries.installation, on: $0) }
    }

    package func leases() async throws -> [LeaseName: Lease] {
        try await engine.read { try SharingQueries.leases(on: $0) }
    }

    package func pollRequests(for provider: ProviderID, limit: Int) async throws -> [PollRequest] {
        try await engine.read { try SharingQueries.pollRequests(for: provider, limit: limit, on: $0) }
    }

    package func dueSubmissions(
        of provider: ProviderID,
        at now: Timestamp,
        ahead seconds: Int64,
        limit: Int
    ) async throws -> [DueSubmission] {
        try await engine.read {
            try ProviderQueries.due(of: provider, at: now, ahead: seconds, limit: limit, on: $0)
        }
    }

    package func nextDue(of providers: [ProviderID]) async throws -> [ProviderID: NextDue] {
        try await engine.lookUp { try PacingQueries.nextDue(of: providers, on: $0) }
    }

    package func attemptsUnderWay(limit: Int) async throws -> [LeasedAttempt] {
        try await engine.read { try PacingQueries.attemptsUnderWay(limit: limit, on: $0) }
    }

    package func tooFarOff(of provider: Provider, at now: Timestamp, limit: Int) async throws -> TooFarOff {
        try await engine.scan(for: .relaying) {
            try PacingQueries.tooFarOff(of: provider, at: now, limit: limit, on: $0)
        }
    }

    package func submissionsWithKeys(
        of provider: ProviderID,
        sentAfter moment: Timestamp,
        after key: SubmissionKey?,
        limit: Int
    ) async throws -> [SubmissionKey] {
        try await engine.scan(for: .relaying) {
            try PacingQueries.withKeys(of: provider, sentAfter: moment, after: key, limit: limit, on: $0)
        }
    }

    package func watchedSubmissions(
        of provider: ProviderID,
        after key: SubmissionKey?,
        limit: Int
    ) async throws -> [WatchedSubmission] {
        try await engine.scan(for: .relaying) {
            try ProviderQueries.watched(of: provider, after: key, limit: limit, on: $0)
        }
    }

    package func wantedCancels(
        of provider: ProviderID,
        at now: Timestamp,
        limit: Int
    ) async throws -> [WatchedSubmission] {
        try await engine.read { try ProviderQueries.cancels(of: provider, at: now, limit: limit, on: $0) }
    }

    package func dueRefills(of provider: ProviderID, at now: Timestamp, limit: Int) async throws -> [Refill] {
        try await engine.read { try ProviderQueries.refills(of: provider, at: now, limit: limit, on: $0) }
    }

    package func newestUpstreamIDs(
        of provider: ProviderID,
        sinceRestore: Bool,
        limit: Int
    ) async throws -> [UpstreamID] {
        try await engine.scan(for: .relaying) {
            try ProviderQueries.newestIDs(of: provider, sinceRestore: sinceRestore, limit: limit, on: $0)
        }
    }

    package func orphans(among ids: [UpstreamID], of provider: ProviderID) async throws -> Set<UpstreamID> {
        try await engine.read { try RestoreQueries.orphans(among: ids, of: provider, on: $0) }
    }

    package func unsettledSubmissions(after key: SubmissionKey?, limit: Int) async throws -> [DueSubmission] {
        try await engine.scan(for: .relaying) { try RestoreQueries.unsettled(after: key, limit: limit, on: $0) }
    }

    package func unsentRefills(after id: RefillID?, limit: Int) async throws -> [Refill] {
        try await engine.scan(for: .relaying) { try RestoreQueries.unsentRefills(after: id, limit: limit, on: $0) }
    }

    package func knownUpstreamIDs(_ ids: [UpstreamID], of provider: ProviderID) async throws -> Set<UpstreamID> {
        try await engine.read { try ProviderQueries.known(ids, of: provider, on: $0) }
    }

    package func submissionsInDoubt(of provider: ProviderID, givenUpSince moment: Timestamp) async throws -> Int64 {
        try await engine.scan(for: .relaying) {
            try ProviderQueries.inDoubt(of: provider, givenUpSince: moment, on: $0)
        }
    }

    package func submissions(of order: OrderID) async throws -> [Submission] {
        try await engine.read { try ProviderQueries.submissions(of: order, on: $0) }
    }

    package func events(of order: OrderID) async throws -> [OrderEvent] {
        try await engine.read { try ProviderQueries.events(of: order, on: $0) }
    }

    package func refunds(of order: Order) async throws -> [Transfer] {
        try await engine.read { try ProviderQueries.refunds(of: order, on: $0) }
    }
}
