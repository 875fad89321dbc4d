/// Writes down what a provider answered to requests to cancel orders. The outcome comes with their status.
package struct RecordCancels: Command {
    /// What it answered for one.
    package struct Item: Sendable {
        package let key: SubmissionKey
        package let upstreamID: UpstreamID
        package let answer: Answer

        package init(key: SubmissionKey, upstreamID: UpstreamID, answer: Answer) {
            self.key = key
            self.upstreamID = upstreamID
            self.answer = answer
        }
    }

    /// What it answers.
    package enum Answer: Sendable, Equatable {
        case taken
        /// It does not cancel it, in its own words.
        case refused(words: String)
        /// It said nothing of it: it is asked again, later each time.
        case missing
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
        reads.runs.formUnion(items.map(\.key))
        reads.newIDs.events += Int64(items.count)
    }

    package func execute(in scope: inout Scope) {
        for item in items {
            guard var submission = scope.submission(item.key), submission.upstreamID == item.upstreamID,
                submission.cancel == .wanted
            else { continue }
            switch item.answer {
            case .taken:
                submission.cancel = .taken
                submission.updatedAt = now
                scope.note(.cancelTaken, of: submission, at: now)
            case .refused(let words):
                submission.cancel = .refused
                submission.updatedAt = now
                scope.note(.cancelRefused(KeptText(words)), of: submission, at: now)
            case .missing:
                submission.failures += 1
                let spread = item.key.order.rawValue
                submission.dueAt = Backoff.retry.next(after: submission.failures, spread: spread, from: now)
            }
            scope.update(submission)
        }
    }
}
