/// The life of a submission: one function for each thing that can happen to it. What has to be written down beside it
/// is for the commands that call these.
extension Submission {
    /// After so many attempts in a row that reached nobody, the next route is tried.
    static let attemptsBeforeNextRoute: Int64 = 3
    /// So long what was given up in doubt is taken for what may still show up at its provider, in hours.
    package static let hoursInDoubt: Int64 = 24
    /// After so many attempts in a row that came to nothing, staff are told.
    static let failuresBeforeAttention: Int64 = 10

    /// For so long before a provider may forget a key it is not relied on, in minutes: a request can take its time, and
    /// clocks are set.
    package static let minutesOnTheWay: Int64 = 30

    /// Whether it can be sent now: it waits and is due; or it may have been made, and sending it again makes nothing
    /// else.
    ///
    /// - Parameter terms: Those of the provider that it goes to.
    package func canBeClaimed(at now: Timestamp, under terms: ProviderTerms) -> Bool {
        guard dueFrom <= now, destination != nil else { return false }
        return state == .queued || (state == .uncertain && canBeRepeated(at: now, under: terms))
    }

    /// Whether the provider takes keys, got this one, and still makes one order of it: an attempt that begins now makes
    /// no second one.
    package func canBeRepeated(at now: Timestamp, under terms: ProviderTerms) -> Bool {
        guard terms.idempotencyParameter != nil, idempotencyKey != nil, let keySentAt else { return false }
        let end = keySentAt.adding(hours: terms.idempotencyHours).adding(minutes: -Submission.minutesOnTheWay)
        return keySentAt <= now.adding(minutes: Submission.minutesOnTheWay) && now < end
    }

    /// An attempt begins, which is given up for lost at `lease`. To be committed before the first byte is sent.
    ///
    /// - Parameters:
    ///   - last: The highest id that the provider is known to have given out.
    ///   - terms: The provider's.
    mutating func claim(until lease: Timestamp, after last: Int64?, under terms: ProviderTerms, at now: Timestamp) {
        isInDoubt = isInDoubt || state == .uncertain
        if !isInDoubt { floor = last }
        // A key that was forgotten without an order of it is as good as a new one.
        if terms.idempotencyParameter == nil || idempotencyKey == nil {
            keySentAt = nil
        } else if !isInDoubt && !canBeRepeated(at: now, under: terms) {
            keySentAt = now
        }
        state = .submitting
        attempt += 1
        dueAt = lease
        updatedAt = now
    }

    /// The provider has it.
    mutating func accept(_ id: UpstreamID, at now: Timestamp) {
        state = .accepted
        upstreamID = id
        isInDoubt = false
        isWatched = true
        failures = 0
        reversals = 0
        attention = []
        dueAt = now
        updatedAt = now
    }

    /// It waits for another attempt at the same provider. What is in doubt stays so.
    mutating func postpone(to moment: Timestamp, at now: Timestamp) {
        state = isInDoubt ? .uncertain : .queued
        failures += 1
        dueAt = moment
        updatedAt = now
    }

    /// The attempt may have made an order.
    mutating func doubt(until moment: Timestamp, at now: Timestamp) {
        state = .uncertain
        isInDoubt = true
        failures += 1
        dueAt = moment
        updatedAt = now
    }

    /// It goes another way. Only for what is proven not to be at a provider.
    ///
    /// - Parameter key: What the new destination is to make one order of. What the old one said of its key is not to be
    ///   heard again, should both be one panel.
    mutating func redirect(to destination: Destination?, with key: IdempotencyKey, at now: Timestamp) {
        precondition(!isInDoubt, "what may have been made goes nowhere else")
        if let destination {
            self.destination = destination
            idempotencyKey = key
            keySentAt = nil
        }
        state = destination == nil ? .staff : .queued
        // What the provider that it leaves said of it is no word of the next one.
        attention.removeAll(where: \.isOfAttempts)
        failures = 0
        dueAt = now
        updatedAt = now
    }

    /// A person has to look at what its attempts have come to. Of them only the last word counts.
    mutating func tell(_ reason: Attention) {
        attention.removeAll(where: \.isOfAttempts)
        attention.append(reason)
    }

    /// A person has to decide.
    mutating func hold(because reasons: [Attention], at now: Timestamp) {
        state = .held
        attention = reasons
        isWatched = false
        updatedAt = now
    }

    /// Nobody will deliver it, as far as this panel goes. What may be at a provider all the same stays in doubt, so that
    /// the order there is not taken for another one's.
    mutating func reject(at now: Timestamp) {
        isInDoubt = isInDoubt || state == .uncertain || (upstreamID != nil && report == nil)
        state = .rejected
        outcome = .canceled
        isWatched = false
        attention = []
        updatedAt = now
    }
}
