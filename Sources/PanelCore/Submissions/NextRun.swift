/// The runs of a drip-feed are made one by one, each when the one before it is first sent.
extension Scope {
    /// Makes the run after `submission`, unless there is one, none is left, or the customer wants no more of them.
    ///
    /// - Parameter key: Drawn for it.
    mutating func scheduleNextRun(
        after submission: Submission,
        of order: Order,
        with key: IdempotencyKey,
        at now: Timestamp
    ) {
        guard let dripFeed = order.dripFeed, submission.destination?.relaysDripFeed == false,
            submission.key.run < dripFeed.runs, order.cancelRequestedAt == nil,
            runTotals(of: order.id)?.made == submission.key.run,
            let destination = destinationOfNextRun(after: submission)
        else { return }
        let dueAt = now.adding(minutes: dripFeed.interval)
        insert(Submission(run: submission.key.run + 1, of: order, to: destination, with: key, dueAt: dueAt))
    }

    /// Where the run goes that follows `submission`: the way of the first available route of its service; when there is
    /// none now, or the service is not loaded, the way of `submission`.
    func destinationOfNextRun(after submission: Submission) -> Submission.Destination? {
        let route = self[Service.self, submission.service]?.nextRoute(from: 0)
        let destination = route.flatMap(Submission.Destination.init).flatMap { $0.relaysDripFeed ? nil : $0 }
        return destination ?? submission.destination
    }
}
