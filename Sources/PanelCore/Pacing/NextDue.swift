/// When there is something to do next at one provider, of what is stored.
package struct NextDue: Sendable, Equatable {
    /// The first moment that a queued submission waits for.
    package var queued: Timestamp?
    /// The first moment that one in doubt waits for.
    package var uncertain: Timestamp?
    /// The first moment that a cancel or a refill waits for.
    package var errands: Timestamp?
    /// Whether there are notes of orders to be polled.
    package var hasPollRequests = false

    /// How long nobody looks when nothing is known to be due, in milliseconds: what is made meanwhile is told of.
    package static let longestRest: Int64 = 60_000
    /// How often it is looked for what a clock made that may be ahead of this one, in milliseconds.
    package static let lookingAhead: Int64 = 2000

    package init(
        queued: Timestamp? = nil,
        uncertain: Timestamp? = nil,
        errands: Timestamp? = nil,
        hasPollRequests: Bool = false
    ) {
        self.queued = queued
        self.uncertain = uncertain
        self.errands = errands
        self.hasPollRequests = hasPollRequests
    }

    /// How many milliseconds it is until something may be sent or sent again.
    ///
    /// What a clock made that is ahead is due before its moment (``Submission/dueFrom``): near to it, it is looked often.
    package func restOfSubmissions(at now: Timestamp) -> Int64 {
        var rest = NextDue.rest(until: uncertain, at: now)
        if let queued {
            let near = queued.adding(seconds: -ClockComparison.tolerance)
            let wait = NextDue.rest(until: queued, at: now)
            rest = min(rest, near <= now ? min(wait, NextDue.lookingAhead) : NextDue.rest(until: near, at: now))
        }
        return rest
    }

    /// How many milliseconds to wait when something is due, and looking for it came to nothing for so many times: longer
    /// each time, up to a second.
    package static func rest(after looks: Int64) -> Int64 { min(50 << min(looks, 5), 1000) }

    /// How many milliseconds it is until something is to be found out.
    package func restOfInvestigations(at now: Timestamp) -> Int64 { NextDue.rest(until: uncertain, at: now) }

    /// How many milliseconds it is until a cancel or a refill is to be asked for.
    package func restOfErrands(at now: Timestamp) -> Int64 { NextDue.rest(until: errands, at: now) }

    /// What there is to do now, and what is another than it was: whoever sleeps until then has to know.
    package func work(of provider: ProviderID, at now: Timestamp, since before: NextDue?) -> Set<Work> {
        func isNews(_ moment: KeyPath<NextDue, Timestamp?>) -> Bool {
            guard let due = self[keyPath: moment] else { return false }
            return due <= now || due != before?[keyPath: moment]
        }
        var work: Set<Work> = []
        if isNews(\.queued) { work.insert(.queued(provider)) }
        if isNews(\.uncertain) { work.insert(.uncertain(provider)) }
        if isNews(\.errands) { work.insert(.errands(provider)) }
        if hasPollRequests { work.insert(.pollRequests(provider)) }
        return work
    }

    private static func rest(until moment: Timestamp?, at now: Timestamp) -> Int64 {
        guard let moment else { return longestRest }
        return min(max(0, moment.milliseconds - now.milliseconds), longestRest)
    }
}
