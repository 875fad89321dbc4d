/// What the submissions of an order mean for the order itself.
enum OrderProgress {
    /// The change that brings `order` to where its submissions are.
    ///
    /// - Parameters:
    ///   - submission: The one that something was learned of.
    ///   - totals: What all of them come to.
    /// - Returns: `nil` when there is nothing to change.
    static func change(of order: Order, by submission: Submission, _ totals: RunTotals) -> OrderChange? {
        guard let dripFeed = order.dripFeed, submission.destination?.relaysDripFeed != true else {
            return change(of: order, by: submission)
        }
        return change(of: order, with: dripFeed, by: submission, totals)
    }

    private static func change(of order: Order, by submission: Submission) -> OrderChange? {
        let report = submission.report
        let startCount = report?.startCount.flatMap { $0 >= 0 ? $0 : nil }
        let remains = report?.remains.map { min(max(0, $0), order.quantity) }
        switch submission.outcome {
        case .completed: return OrderChange(status: .completed, startCount: startCount, remains: remains ?? 0)
        case .partial: return OrderChange(status: .partial, startCount: startCount, remains: submission.undelivered)
        case .canceled: return OrderChange(status: .canceled, startCount: startCount, remains: remains)
        default:
            guard submission.upstreamID != nil else { return nil }
            return open(order, status: report?.status, startCount: startCount, remains: remains)
        }
    }

    private static func change(
        of order: Order,
        with dripFeed: DripFeed,
        by run: Submission,
        _ totals: RunTotals
    ) -> OrderChange? {
        let isStopped = order.cancelRequestedAt != nil || totals.rejected > 0
        let unmade = (dripFeed.runs - totals.made) * order.quantityPerRun
        let remains = unmade + totals.undelivered
        let isFirst = run.key.run == 1
        let startCount = isFirst ? run.report?.startCount.flatMap { $0 >= 0 ? $0 : nil } : nil
        let isOver = totals.ended == totals.made && (unmade == 0 || isStopped)
        guard isOver else {
            guard totals.taken > 0 else { return nil }
            // One that had started was settled then: the order does not go back.
            let hasStarted = run.outcome != nil || run.report?.status == .inProgress
            return open(order, status: hasStarted ? .inProgress : nil, startCount: startCount, remains: remains)
        }
        let status: OrderStatus = remains == 0 ? .completed : remains == order.quantity ? .canceled : .partial
        return OrderChange(status: status, startCount: startCount, remains: remains)
    }

    /// An order that a provider has is at least being processed, and never goes back.
    private static func open(
        _ order: Order,
        status: OrderStatus?,
        startCount: Int64?,
        remains: Int64?
    ) -> OrderChange? {
        guard !order.status.isFinal else { return nil }
        let reached = status == .inProgress ? OrderStatus.inProgress : .processing
        let status = order.status.canBecome(reached) ? reached : order.status
        return OrderChange(status: status, startCount: startCount, remains: remains)
    }
}

extension Scope {
    /// Brings an order, with its account's balance loaded, to where its submissions are, and gives back what its outcome
    /// asks for.
    ///
    /// - Parameter key: The submission that something was learned of.
    /// - Throws: The refusal of an outcome that contradicts what was settled. Nothing is changed then.
    mutating func settle(by key: SubmissionKey, at now: Timestamp) throws(OrderHandlingRefusal) {
        guard let order = order(key.order) else { throw .unknown(key.order) }
        guard let change = change(of: order, by: key) else { return }
        try apply(change, toOrder: key.order, at: now)
    }

    /// The same for an order that was just read.
    mutating func settle(_ order: Order, by key: SubmissionKey, at now: Timestamp) throws(OutcomeRefusal) {
        guard let change = change(of: order, by: key) else { return }
        try apply(change, to: order, at: now)
    }

    private func change(of order: Order, by key: SubmissionKey) -> OrderChange? {
        guard let submission = submission(key), let totals = runTotals(of: key.order) else { return nil }
        return OrderProgress.change(of: order, by: submission, totals)
    }
}
