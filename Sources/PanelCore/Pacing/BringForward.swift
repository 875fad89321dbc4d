/// What is due later than anything is ever put off, as it was found.
package struct TooFarOff: Sendable, Equatable {
    package var submissions: [SubmissionKey]
    package var refills: [RefillID]

    package init(submissions: [SubmissionKey] = [], refills: [RefillID] = []) {
        self.submissions = submissions
        self.refills = refills
    }

    package var isEmpty: Bool { submissions.isEmpty && refills.isEmpty }
}

/// Makes due what the wall clock, when it was ahead, had put off for longer than anything is put off.
package struct BringForward: Command {
    package let found: TooFarOff
    package let now: Timestamp

    /// How many are due now that were not.
    package typealias Outcome = Int
    package typealias Refusal = Never

    package init(_ found: TooFarOff, now: Timestamp) {
        self.found = found
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.runs.formUnion(found.submissions)
        reads.orders.formUnion(found.submissions.map(\.order))
        reads.load(Refill.self, found.refills)
        reads.loadAll(Provider.self)
    }

    package func execute(in scope: inout Scope) -> Int {
        var count = 0
        for key in found.submissions {
            guard var submission = scope.submission(key), let order = scope.order(key.order),
                submission.isTooFarOff(in: order, at: now)
            else { continue }
            submission.bringForward(to: now)
            scope.update(submission)
            count += 1
        }
        for id in found.refills {
            guard var refill = scope[Refill.self, id], var relay = refill.relay, refill.status.isOpen,
                let provider = scope[Provider.self, relay.provider],
                relay.isTooFarOff(asking: provider.terms.pollSeconds, at: now)
            else { continue }
            relay.dueAt = now
            refill.relay = relay
            scope.update(refill)
            count += 1
        }
        return count
    }
}
