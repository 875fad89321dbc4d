package import PanelCore

/// What the relaying of orders reads. As with ``StoreReads``, every answer includes every command whose outcome was
/// returned before, and every method throws the engine's error when the store can not be read.
package protocol FulfilmentReads: Sendable {
    /// All providers, removed ones too, in the order they were made.
    func providers() async throws -> [Provider]

    /// What tells this panel from others; it stays the same for the life of the database.
    func installation() async throws -> String

    /// All leases, those that have ended too.
    func leases() async throws -> [LeaseName: Lease]

    /// Notes for the server that calls a provider.
    func pollRequests(for provider: ProviderID, limit: Int) async throws -> [PollRequest]

    /// Submissions that a provider is to be sent, or about which it is to be found out what became of them: queued or
    /// uncertain, and due. Uncertain ones come first, and of each kind the longest due.
    ///
    /// - Parameter seconds: How far ahead is looked for queued ones that nothing has put off: a clock that was ahead made
    ///   them (``Submission/dueFrom``).
    func dueSubmissions(
        of provider: ProviderID,
        at now: Timestamp,
        ahead seconds: Int64,
        limit: Int
    ) async throws -> [DueSubmission]

    /// When there is something to do next at each of these providers.
    func nextDue(of providers: [ProviderID]) async throws -> [ProviderID: NextDue]

    /// Submissions that are being sent.
    func attemptsUnderWay(limit: Int) async throws -> [LeasedAttempt]

    /// What of a provider's is due later than anything is ever put off.
    func tooFarOff(of provider: Provider, at now: Timestamp, limit: Int) async throws -> TooFarOff

    /// Submissions without an outcome whose provider got their key after `moment`, in the order of their keys, those
    /// after `key`.
    func submissionsWithKeys(
        of provider: ProviderID,
        sentAfter moment: Timestamp,
        after key: SubmissionKey?,
        limit: Int
    ) async throws -> [SubmissionKey]

    /// Submissions whose provider is asked how they go, in the order of their keys, those after `key`.
    func watchedSubmissions(
        of provider: ProviderID,
        after key: SubmissionKey?,
        limit: Int
    ) async throws -> [WatchedSubmission]

    /// Submissions that a provider is to be asked to cancel now, the longest due first.
    func wantedCancels(of provider: ProviderID, at now: Timestamp, limit: Int) async throws -> [WatchedSubmission]

    /// Open refills of a provider for which something is to be done.
    func dueRefills(of provider: ProviderID, at now: Timestamp, limit: Int) async throws -> [Refill]

    /// The ids that a provider gave to the newest orders.
    ///
    /// - Parameter sinceRestore: Whether only to orders that were made since the last restore, if there was one.
    func newestUpstreamIDs(of provider: ProviderID, sinceRestore: Bool, limit: Int) async throws -> [UpstreamID]

    /// Those of `ids` that are stored as ``OrphanOrder``s of a provider.
    func orphans(among ids: [UpstreamID], of provider: ProviderID) async throws -> Set<UpstreamID>

    /// Submissions that are queued, being sent or in doubt, in the order of their keys, those after `key`. It looks
    /// through all submissions.
    func unsettledSubmissions(after key: SubmissionKey?, limit: Int) async throws -> [DueSubmission]

    /// Refills that providers have still to be asked for, or are being asked for, in the order of their ids, those
    /// after `id`.
    func unsentRefills(after id: RefillID?, limit: Int) async throws -> [Refill]

    /// Those of `ids` that submissions of this panel have at a provider.
    func knownUpstreamIDs(_ ids: [UpstreamID], of provider: ProviderID) async throws -> Set<UpstreamID>

    /// How many submissions of a provider may have made an order that no submission is known to have: those that are
    /// being sent or in doubt, those whose id the provider has not confirmed yet, and those that were given up in doubt
    /// since `moment`. A restore since then counts as one more: nobody knows what was sent before it.
    func submissionsInDoubt(of provider: ProviderID, givenUpSince moment: Timestamp) async throws -> Int64

    /// All submissions of an order.
    func submissions(of order: OrderID) async throws -> [Submission]

    /// An order's history, the oldest entry first; refunds are not in it.
    func events(of order: OrderID) async throws -> [OrderEvent]

    /// What was given back of an order's charge, the oldest first.
    func refunds(of order: Order) async throws -> [Transfer]
}

extension FulfilmentReads {
    /// What is due by this clock.
    package func dueSubmissions(
        of provider: ProviderID,
        at now: Timestamp,
        limit: Int
    ) async throws -> [DueSubmission] {
        try await dueSubmissions(of: provider, at: now, ahead: 0, limit: limit)
    }
}

/// A submission that a provider has, as far as polling it needs.
package struct WatchedSubmission: Sendable {
    package let key: SubmissionKey
    package let upstreamID: UpstreamID
    /// What the provider said last.
    package let report: UpstreamReport?
    package let hasOutcome: Bool
    /// When something last changed.
    package let updatedAt: Timestamp

    /// Whether the provider names an outcome that is not believed yet.
    package var isDoubtful: Bool { !hasOutcome && report?.status?.isFinal == true }

    package init(
        key: SubmissionKey,
        upstreamID: UpstreamID,
        report: UpstreamReport?,
        hasOutcome: Bool,
        updatedAt: Timestamp
    ) {
        self.key = key
        self.upstreamID = upstreamID
        self.report = report
        self.hasOutcome = hasOutcome
        self.updatedAt = updatedAt
    }
}
