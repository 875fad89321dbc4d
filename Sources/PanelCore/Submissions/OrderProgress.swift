/// What the submissions of an order mean for the order itself.
enum OrderProgress {
    /// The change that brings `order` to where its submissions are.
    ///
    /// - Parameter runs: All of its submissions so far, in the order of their runs.
    /// - Returns: `nil` when there is nothing to change.
    static func change(of order: Order, by runs: [Submission]) -> OrderChange? {
        guard let first = runs.first else { return nil }
        if order.dripFeed == nil || first.destination?.relaysDripFeed == true { return change(of: order, by: first) }
        return changeOfDripFeed(order, by: runs)
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

    private static func changeOfDripFeed(_ order: Order, by runs: [Submission]) -> OrderChange? {
        let planned = order.dripFeed?.runs ?? 1
        let perRun = order.quantity / max(1, planned)
        let isStopped = order.cancelRequestedAt != nil || runs.contains { $0.state == .rejected }
        let unmade = (planned - Int64(runs.count)) * perRun
        let remains = runs.reduce(unmade) { $0 + $1.undelivered }
        let startCount = runs.first?.report?.startCount.flatMap { $0 >= 0 ? $0 : nil }
        let isOver = runs.allSatisfy { $0.outcome != nil } && (unmade == 0 || isStopped)
        guard isOver else {
            guard runs.contains(where: { $0.upstreamID != nil }) else { return nil }
            let hasStarted = runs.contains { $0.outcome != nil || $0.report?.status == .inProgress }
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
    /// Brings an order, with its submissions and its account's balance loaded, to where its submissions are, and gives
    /// back what its outcome asks for.
    ///
    /// - Throws: The refusal of an outcome that contradicts what was settled. Nothing is changed then.
    mutating func settle(_ id: OrderID, at now: Timestamp) throws(StaffRefusal) {
        guard var order = order(id) else { throw .unknownOrder(id) }
        guard let change = OrderProgress.change(of: order, by: submissions(of: id)) else { return }
        let before = order
        let amount = try order.apply(change, at: now)
        guard order != before else { return }
        do {
            try refund(amount, of: order, at: now)
        } catch {
            throw .balanceTooLarge
        }
        update(order)
    }
}
