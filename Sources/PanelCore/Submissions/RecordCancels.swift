/// Writes down what a provider answered to requests to cancel orders. The outcome comes with their status.
package struct RecordCancels: Command {
    /// What it answered for one.
    package struct Item: Sendable {
        package let key: SubmissionKey
        package let upstreamID: UpstreamID
        /// The provider's words when it does not cancel it.
        package let refusal: String?

        package init(key: SubmissionKey, upstreamID: UpstreamID, refusal: String?) {
            self.key = key
            self.upstreamID = upstreamID
            self.refusal = refusal
        }
    }

    package let items: [Item]
    package let now: Timestamp

    package typealias Outcome = Void
    package typealias Refusal = Never

    package init(items: [Item], now: Timestamp) {
        self.items = items
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.submissions.formUnion(items.map(\.key.order))
        reads.newIDs.events += Int64(items.count)
    }

    package func execute(in scope: inout Scope) {
        for item in items {
            guard var submission = scope.submission(item.key), submission.upstreamID == item.upstreamID,
                submission.cancel == .wanted
            else { continue }
            submission.cancel = item.refusal == nil ? .taken : .refused
            submission.updatedAt = now
            scope.update(submission)
            scope.note(
                item.refusal == nil ? .cancelTaken : .cancelRefused,
                of: submission,
                detail: item.refusal ?? "",
                at: now
            )
        }
    }
}
