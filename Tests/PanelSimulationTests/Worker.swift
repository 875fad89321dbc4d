import PanelCore

/// What the panel keeps in memory about one provider, as the workers of `PanelFulfilment` do. Lost in a crash.
struct Worker {
    let terms: ProviderTerms
    var gate: CallGate
    var queue = PollQueue()
    /// The highest id that is known to have been given out.
    private(set) var floor: Int64?
    var isSubmitting = false
    var isInvestigating = false
    var isPolling = false
    var isOnErrands = false
    /// No loop does two rounds at one moment.
    var submitsNext = Instant(milliseconds: 0)
    var investigatesNext = Instant(milliseconds: 0)
    var errandsNext = Instant(milliseconds: 0)

    init(_ provider: Provider, floor: Int64?) {
        terms = provider.terms
        gate = CallGate(provider)
        self.floor = floor
    }

    mutating func insert(_ orders: [PolledOrder]) {
        for order in orders { queue.insert(order) }
    }

    mutating func note(_ id: UpstreamID) {
        guard let number = id.number else { return }
        floor = max(floor ?? number, number)
    }

    /// The moment from which what is due at `dueAt` can be seen to; `nil` when an answer has to come first.
    func opening(for purpose: CallGate.Purpose, from dueAt: Instant, at now: Instant) -> Instant? {
        gate.opening(for: purpose, at: max(now, dueAt))
    }

    mutating func leaveUnused(_ count: Int64, at now: Instant) {
        for _ in 0..<count { _ = gate.leave(.unused, for: .orders, at: now) }
    }
}
