/// A part of the worker of one provider, which looks for what there is to do, pauses, and sleeps until something is due or a
/// commit tells of it.
package enum WorkerPart: String, Sendable, CaseIterable {
    /// Sends what waits, and what is to be sent again.
    case submissions
    /// Looks for what may have been made.
    case investigations
    /// Asks for cancels and refills.
    case errands
    /// Takes over what others learned that the provider has.
    case pollRequests = "poll-requests"

    /// What wakes it.
    package func work(at provider: ProviderID) -> Set<Work> {
        switch self {
        case .submissions: [.queued(provider), .uncertain(provider)]
        case .investigations: [.uncertain(provider)]
        case .errands: [.errands(provider)]
        case .pollRequests: [.pollRequests(provider)]
        }
    }

    /// How long it pauses after it has looked, whatever comes, in milliseconds: what comes together is seen to together.
    package var pause: Int64 {
        switch self {
        case .submissions: 50
        case .errands, .pollRequests: 500
        case .investigations: 1000
        }
    }

    /// How long it then sleeps unless it is woken, in milliseconds.
    ///
    /// - Parameters:
    ///   - due: When there is something to do; `nil` when that is not known.
    ///   - isPaused: Whether staff stopped new orders.
    ///   - looks: How often in a row it has looked before, and it came to nothing.
    package func rest(until due: NextDue?, isPaused: Bool = false, after looks: Int64 = 0, at now: Timestamp) -> Int64 {
        guard var due else { return self == .submissions ? NextDue.rest(after: looks) : 0 }
        switch self {
        case .submissions:
            if isPaused { due.queued = nil }
            let rest = due.restOfSubmissions(at: now)
            // What is due and can not be sent is for somebody else.
            return rest > 0 ? rest : NextDue.rest(after: looks)
        case .investigations: return due.restOfInvestigations(at: now)
        case .errands: return due.restOfErrands(at: now)
        case .pollRequests: return due.hasPollRequests ? 0 : NextDue.longestRest
        }
    }
}
