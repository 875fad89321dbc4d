import PanelCore

/// What the panel keeps in memory about one provider, as the workers of `PanelFulfilment` do. Lost in a crash.
struct Worker {
    /// An order that is asked about.
    struct Followed {
        let key: SubmissionKey
        let upstreamID: UpstreamID
        var dueAt: Timestamp
        var changedAt: Timestamp
        var report: UpstreamReport?
        var words: String?
        var unchanged: Int64 = 0
        var outcomeChecks: Int?
        var isReportedSilent = false
    }

    let terms: ProviderTerms
    private let spread: Int64
    private(set) var inFlight: Int64 = 0
    private var breaker: CircuitBreaker
    private var budget: RequestBudget
    /// When it can be tried again, after leave to call was refused.
    private var blockedUntil = Timestamp(milliseconds: 0)
    /// The highest id that is known to have been given out.
    private(set) var floor: Int64?
    var followed: [Followed] = []
    var isSubmitting = false
    var isInvestigating = false
    var isPolling = false
    var isOnErrands = false
    /// No loop does two rounds at one moment.
    var submitsNext = Timestamp(milliseconds: 0)
    var investigatesNext = Timestamp(milliseconds: 0)
    var errandsNext = Timestamp(milliseconds: 0)

    init(_ provider: Provider, floor: Int64?) {
        terms = provider.terms
        spread = provider.id.rawValue
        breaker = CircuitBreaker(spread: provider.id.rawValue)
        budget = RequestBudget(perMinute: provider.terms.requestsPerMinute)
        self.floor = floor
    }

    mutating func note(_ id: UpstreamID) {
        guard let number = id.number else { return }
        floor = max(floor ?? number, number)
    }

    // MARK: Leave to call

    /// The moment from which `dueAt` can be seen to.
    func opening(for dueAt: Timestamp) -> Timestamp { max(dueAt, blockedUntil) }

    mutating func enter(upTo wanted: Int64, at now: Timestamp) -> Int64 {
        let free = min(wanted, terms.maxInFlight - inFlight)
        guard free > 0, breaker.admits(at: now) else {
            if case .open(let until) = breaker.state {
                blockedUntil = until
            } else {
                // The next answer makes room.
                blockedUntil = now.adding(seconds: 60)
            }
            return 0
        }
        let isClosed = breaker.state == .closed
        let taken = budget.take(isClosed ? free : 1, at: now)
        if taken == 0 {
            blockedUntil = now.adding(seconds: 2)
            if !isClosed { breaker.abandoned(at: now) }
        }
        inFlight += taken
        return taken
    }

    mutating func leave(failed: Bool, at now: Timestamp) {
        inFlight -= 1
        blockedUntil = now
        if failed { breaker.failed(at: now) } else { breaker.succeeded() }
    }

    mutating func leaveUnused(_ count: Int64, at now: Timestamp) {
        inFlight -= count
        if count > 0 { breaker.abandoned(at: now) }
    }
}
