/// What a provider's reports do to a submission that the provider has.
extension Submission {
    /// After so many reports that take back what the one before them said, it is not followed before staff looked.
    package static let mostReversals: Int64 = 5
    /// An outcome that contradicts what remains is believed when the provider says the same so many seconds later:
    /// most panels that say it write the status first and the rest a moment after.
    package static let secondLook: Int64 = 3600

    /// What a report comes to.
    enum ReportEffect: Equatable {
        /// Nothing that matters to the customer.
        case noted
        /// Progress or an outcome.
        case moved
        /// It takes back what was settled.
        case contradicts(Attention)
    }

    /// Whether a report can say anything that is not known.
    func canLearn(from new: UpstreamReport) -> Bool {
        report != kept(new) || !attention.isEmpty || isDoubtful
    }

    /// What is kept of a report. What remained when Partial was settled stays until another outcome is: it is what the
    /// customer gets back, with a drip-feed when its last run ends.
    private func kept(_ new: UpstreamReport) -> UpstreamReport {
        let isSettled = outcome == .partial && !new.namesOutcome(of: quantity)
        guard isSettled || new.saysNothingOfRemains else { return new }
        var kept = new
        kept.remains = report?.remains
        return kept
    }

    /// Whether its provider names an outcome that is not believed yet.
    var isDoubtful: Bool { outcome == nil && report?.status?.isFinal == true }

    /// Takes in what the provider says. What staff have to look at is its ``attention`` afterwards; the polling goes on.
    mutating func take(_ new: UpstreamReport, at now: Timestamp) -> ReportEffect {
        let (old, since) = (report, updatedAt)
        report = kept(new)
        updatedAt = now
        attention = []
        if let old, new.takesBack(old) { reversals += 1 }
        guard let status = new.status else {
            return ask(.unknownStatus(new.statusText))
        }
        guard status.isFinal else { return takeOpen(status, after: old?.status) }
        if status == .partial {
            guard let remains = new.remains else { return ask(.outcomeWithoutRemains(new.statusText)) }
            guard remains <= quantity else { return ask(.remainsBeyondQuantity(remains, of: quantity)) }
        }
        if let contradiction = new.contradiction(of: quantity) {
            attention.append(contradiction)
            let isSaidAgain = new == old && now >= since.adding(seconds: Submission.secondLook)
            guard outcome != nil || isSaidAgain else { return .noted }
        } else if new.saysExpired, new.remains == nil {
            attention.append(.outcomeWithoutRemains(new.statusText))
        }
        believe(new, status)
        return .moved
    }

    /// The outcome that a report names.
    private mutating func believe(_ report: UpstreamReport, _ status: OrderStatus) {
        outcome =
            switch status {
            case .partial where report.remains ?? 0 <= 0: .completed
            case .completed where report.endsEarly(of: quantity): .partial
            // What was delivered of a subscription is paid for where the provider keeps its charge.
            case .canceled where report.endsEarly(of: quantity) && report.charge ?? .zero > .zero: .partial
            default: status
            }
        noteKeptCharge()
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
            return .contradicts(.reopened(status))
        }
    }

    private mutating func ask(_ reason: Attention) -> ReportEffect {
        attention.append(reason)
        return .noted
    }

    /// The customer has the charge back whatever the provider keeps, so staff have to be told of it.
    private mutating func noteKeptCharge() {
        guard outcome == .canceled || outcome == .partial, undelivered == quantity, let charge = report?.charge,
            charge > .zero
        else { return }
        attention.append(.keptCharge(charge))
    }

    /// Staff looked, and what the provider said last counts.
    ///
    /// - Returns: Whether that is an outcome which was not believed until now.
    mutating func acceptReport(at now: Timestamp) -> Bool {
        reversals = 0
        updatedAt = now
        defer { attention = [] }
        guard outcome == nil, let report, let status = report.status, report.namesOutcome(of: quantity) else {
            return false
        }
        believe(report, status)
        return true
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

extension UpstreamReport {
    /// Whether it says otherwise than an earlier one without being progress: another status that is not further on, or
    /// less that was taken.
    fileprivate func takesBack(_ old: UpstreamReport) -> Bool {
        if let charge, let before = old.charge, charge < before { return true }
        return statusText != old.statusText && status?.rawValue ?? 0 <= old.status?.rawValue ?? 0
    }

    /// Whether it says how an order of `quantity` ended, with all that has to be known of that.
    fileprivate func namesOutcome(of quantity: Int64) -> Bool {
        guard let status, status.isFinal else { return false }
        return status != .partial || remains.map { $0 <= quantity } == true
    }

    /// Whether a subscription's time was over, or it was canceled, before all of its posts came. Where all of them remain,
    /// the provider may just not count them.
    fileprivate func endsEarly(of quantity: Int64) -> Bool {
        guard let remains, subscription != nil else { return false }
        return remains > 0 && remains < quantity
    }

    /// How the outcome that it names contradicts what it says remains of `quantity`; `nil` when it does not.
    fileprivate func contradiction(of quantity: Int64) -> Attention? {
        guard let remains, !endsEarly(of: quantity) else { return nil }
        switch status {
        case .completed where remains > 0:
            return .completedWithRemains(remains, of: quantity)
        case .partial where remains <= 0 && subscription == nil:
            return .partialWithoutRemains
        default: return nil
        }
    }
}
