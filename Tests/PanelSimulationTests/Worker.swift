import PanelCore

/// What the panel keeps in memory about one provider, as the workers of `PanelFulfilment` do. Lost in a crash.
struct Worker {
    let terms: ProviderTerms
    var gate: CallGate
    var queue = PollQueue()
    var backlog = SubmissionBacklog()
    /// How often in a row it was looked for what to send, and came to nothing.
    var looks: Int64 = 0
    /// The highest id that is known to have been given out.
    private(set) var floor: Int64?
    var isPolling = false
    private var submitting = Sleeper()
    private var investigating = Sleeper()
    private var onErrands = Sleeper()

    /// Notes for others are for several servers.
    static let parts: [WorkerPart] = [.submissions, .investigations, .errands]

    init(_ provider: Provider, floor: Int64?) {
        terms = provider.terms
        gate = CallGate(provider)
        self.floor = floor
    }

    subscript(part: WorkerPart) -> Sleeper {
        get {
            switch part {
            case .submissions: submitting
            case .investigations: investigating
            case .errands, .pollRequests: onErrands
            }
        }
        set {
            switch part {
            case .submissions: submitting = newValue
            case .investigations: investigating = newValue
            case .errands, .pollRequests: onErrands = newValue
            }
        }
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
