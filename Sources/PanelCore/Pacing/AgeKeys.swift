/// Has callers' keys seem no younger than they are, after the wall clock was set back: else one could be sent again that
/// its provider has forgotten.
///
/// Carried out a second time it makes them seem older, which is safe: less is sent again.
package struct AgeKeys: Command {
    package let submissions: [SubmissionKey]
    /// By how much the clock was set back, in milliseconds; 0 when it is not known whether it was.
    package let milliseconds: Int64
    package let now: Timestamp

    /// How many keys were changed.
    package typealias Outcome = Int
    package typealias Refusal = Never

    package init(_ submissions: [SubmissionKey], by milliseconds: Int64, now: Timestamp) {
        self.submissions = submissions
        self.milliseconds = milliseconds
        self.now = now
    }

    /// Only keys that were sent after this moment are changed.
    package static func begin(by milliseconds: Int64, at now: Timestamp) -> Timestamp {
        milliseconds > 0 ? .forgotten : now.adding(minutes: Submission.minutesOnTheWay)
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.runs.formUnion(submissions)
    }

    package func execute(in scope: inout Scope) -> Int {
        var count = 0
        for key in submissions {
            guard var submission = scope.submission(key), submission.ageKey(by: milliseconds, at: now) else { continue }
            scope.update(submission)
            count += 1
        }
        return count
    }
}

extension Submission {
    /// A moment that is still to come says nothing about for how long the provider has had the key. So that one counts
    /// as forgotten.
    fileprivate mutating func ageKey(by milliseconds: Int64, at now: Timestamp) -> Bool {
        guard let before = keySentAt, before > .forgotten else { return false }
        let after = Timestamp(milliseconds: before.milliseconds - milliseconds)
        keySentAt = after > now.adding(minutes: Submission.minutesOnTheWay) ? .forgotten : after
        return keySentAt != before
    }
}

extension Timestamp {
    /// When a key was sent that no provider knows any more.
    fileprivate static let forgotten = Timestamp(milliseconds: 0)
}
