/// What is known of a provider that takes no lists of ids: some know only `order` and `refill`, and refuse `orders` and
/// `refills` as a whole.
///
/// Pure: whoever asks says when it is.
package struct ListSupport: Sendable, Equatable {
    /// What is asked about several orders or refills at once.
    package enum Action: Sendable, Hashable {
        case status
        case cancel
        case refillStatus
    }

    /// A list is tried again after so many days: the provider may have learned it, or only seemed to refuse it.
    package static let retryDays: Int64 = 1
    /// So many ids of a list that was refused are asked about one by one, to see whether that is understood.
    package static let mostTries = 3
    /// Whether that is understood is found out once in so many seconds, where orders are asked about all the time.
    package static let trySeconds: Int64 = 600

    /// When lists were found to be refused.
    private var refusedAt: [Action: Instant] = [:]
    private var triedAt: [Action: Instant] = [:]

    package init() {}

    /// Whether several ids are to be sent at once.
    package func takesLists(_ action: Action, at now: Instant) -> Bool {
        guard let refused = refusedAt[action] else { return true }
        return now >= refused.adding(days: ListSupport.retryDays)
    }

    /// Whether to find out now if the ids of a list that was refused are understood one by one. Who is told so does it.
    package mutating func admitsTry(_ action: Action, at now: Instant) -> Bool {
        if let tried = triedAt[action], now < tried.adding(seconds: ListSupport.trySeconds) { return false }
        triedAt[action] = now
        return true
    }

    /// A list was refused, and one of its ids alone was understood.
    package mutating func noteRefused(_ action: Action, at now: Instant) {
        refusedAt[action] = now
    }
}
