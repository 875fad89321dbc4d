/// The life of a submission: one function for each thing that can happen to it. What has to be written down beside it
/// is for the commands that call these.
extension Submission {
    /// After so many attempts in a row that reached nobody, the next route is tried.
    static let attemptsBeforeNextRoute: Int64 = 3
    /// So long what was given up in doubt is taken for what may still show up at its provider, in hours.
    package static let hoursInDoubt: Int64 = 24
    /// After so many attempts in a row that came to nothing, staff are told.
    static let failuresBeforeAttention: Int64 = 10

    /// Whether it can be sent now: it waits and is due; or it may have been made, and the provider makes one order of
    /// each key.
    package func canBeClaimed(at now: Timestamp, providerTakesKeys: Bool) -> Bool {
        guard dueFrom <= now, destination != nil else { return false }
        return state == .queued || (state == .uncertain && providerTakesKeys)
    }

    /// An attempt begins, which is given up for lost at `lease`. To be committed before the first byte is sent.
    ///
    /// - Parameter last: The highest id that the provider is known to have given out.
    mutating func claim(until lease: Timestamp, after last: Int64?, at now: Timestamp) {
        isInDoubt = isInDoubt || state == .uncertain
        if !isInDoubt { floor = last }
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
        attention = nil
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
    mutating func redirect(to destination: Destination?, at now: Timestamp) {
        precondition(!isInDoubt, "what may have been made goes nowhere else")
        self.destination = destination ?? self.destination
        state = destination == nil ? .staff : .queued
        failures = 0
        dueAt = now
        updatedAt = now
    }

    /// A person has to decide.
    mutating func hold(because reason: String, at now: Timestamp) {
        state = .held
        attention = reason
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
        attention = nil
        updatedAt = now
    }

    /// What a provider's report of an order that it has comes to.
    enum ReportEffect: Equatable {
        /// Nothing that matters to the customer.
        case noted
        /// Progress or an outcome.
        case moved
        /// It says what the panel can not follow; staff have to look, the polling goes on.
        case needsAttention(String)
        /// It takes back what was settled.
        case contradicts(String)
    }

    /// Takes in what the provider says.
    mutating func take(_ new: UpstreamReport, at now: Timestamp) -> ReportEffect {
        let old = report
        report = new
        updatedAt = now
        attention = nil
        guard let status = new.status else {
            let reason = "The provider says \"\(new.statusText)\", which is none of the known statuses."
            attention = reason
            return .needsAttention(reason)
        }
        guard status.isFinal else { return takeOpen(status, after: old?.status) }
        if status == .partial {
            guard let remains = new.remains else { return ask("The provider says Partial, but not what remains.") }
            guard remains <= quantity else {
                return ask("The provider says Partial with \(remains) remaining of \(quantity).")
            }
            outcome = remains > 0 ? .partial : .completed
        } else {
            outcome = status
        }
        return .moved
    }

    private mutating func takeOpen(_ status: OrderStatus, after old: OrderStatus?) -> ReportEffect {
        switch outcome {
        case nil:
            // Panels take a step back now and then; the customer is not told.
            return (old ?? .pending).rawValue <= status.rawValue || old?.isFinal == true ? .moved : .noted
        case .completed:
            // A refill opens an order again on some panels. Nothing was given back, so nothing is contradicted.
            return .noted
        default:
            return .contradicts("The provider says \(status.wireName), but the order was given back.")
        }
    }

    private mutating func ask(_ reason: String) -> ReportEffect {
        attention = reason
        return .needsAttention(reason)
    }

    /// What is undelivered of it, as far as it is known.
    var undelivered: Int64 {
        switch outcome {
        case .completed: 0
        case .canceled: quantity
        default: min(max(0, report?.remains ?? quantity), quantity)
        }
    }
}
