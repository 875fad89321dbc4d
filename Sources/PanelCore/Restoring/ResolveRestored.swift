/// Decides about what waited or was in doubt in the copy of a database from which the panel goes on.
///
/// All of it may have been done since, in the life that was lost, and is not done once more without proof:
/// - What was due to be sent is in doubt. Where that is harmless it is sent again with its key: its provider still
///   knows the key, and there is no other route that it may have taken. Else it is held.
/// - The runs of a drip-feed whose moments have passed may have been made with keys that nobody knows any more. They
///   are made here as held ones, and the run after them waits for its moment.
///
/// Carrying it out again changes nothing more.
package struct ResolveRestored: Command {
    /// A submission that may have been sent.
    package struct Item: Sendable {
        package let key: SubmissionKey
        package let service: ServiceID
        /// Drawn for the runs that are made.
        package let keys: [IdempotencyKey]

        /// - Parameter keys: As many as ``ResolveRestored/runsToMake(after:of:at:clockWasSetBack:)`` says. A run without a
        ///   key is never sent a second time.
        package init(_ submission: Submission, keys: [IdempotencyKey]) {
            key = submission.key
            service = submission.service
            self.keys = keys
        }
    }

    /// How many were decided about.
    package struct Outcome: Sendable, Equatable {
        /// Submissions that are sent again with their key.
        package var repeated = 0
        /// Submissions that a person has to decide about; ``runs`` are not among them.
        package var held = 0
        /// Runs of drip-feeds that may have been made, and are for a person too.
        package var runs = 0

        package init(repeated: Int = 0, held: Int = 0, runs: Int = 0) {
            self.repeated = repeated
            self.held = held
            self.runs = runs
        }

        package static func + (left: Outcome, right: Outcome) -> Outcome {
            Outcome(
                repeated: left.repeated + right.repeated,
                held: left.held + right.held,
                runs: left.runs + right.runs
            )
        }
    }

    package let items: [Item]
    /// Whether the wall clock was set back since the copy was made, so that it does not tell what has been due since.
    package let clockWasSetBack: Bool
    package let now: Timestamp

    package typealias Refusal = Never

    package init(_ items: [Item], clockWasSetBack: Bool, now: Timestamp) {
        self.items = items
        self.clockWasSetBack = clockWasSetBack
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        for item in items {
            reads.submissions.insert(item.key.order)
            reads.orders.insert(item.key.order)
            reads.load(Service.self, item.service)
            reads.newIDs.events += 1 + Int64(item.keys.count)
        }
        reads.loadAll(Provider.self)
    }

    package func execute(in scope: inout Scope) -> Outcome {
        var outcome = Outcome()
        for item in items {
            guard let submission = scope.submission(item.key), let order = scope.order(item.key.order) else { continue }
            let wait = submission.waitInCopy(of: order, at: now, clockWasSetBack: clockWasSetBack)
            guard wait != .notDue else { continue }
            outcome.runs += makeRuns(after: submission, of: order, with: item.keys, in: &scope)
            if resolve(submission, mayRepeat: wait == .due, in: &scope) {
                outcome.repeated += 1
            } else {
                outcome.held += 1
            }
        }
        return outcome
    }

    /// - Returns: Whether it is sent again.
    private func resolve(_ submission: Submission, mayRepeat: Bool, in scope: inout Scope) -> Bool {
        var submission = submission
        let wasInDoubt = submission.state == .uncertain
        submission.doubtAfterRestore(at: now)
        let terms = submission.destination.flatMap { scope[Provider.self, $0.provider]?.terms }
        let isOnlyWay = mayRepeat && !hasOtherRoute(submission, in: scope)
        if isOnlyWay, let terms, submission.canBeRepeated(at: now, under: terms) {
            scope.update(submission)
            if !wasInDoubt { scope.note(.uncertain(.restored), of: submission, at: now) }
            return true
        }
        submission.hold(because: [.restored], at: now)
        scope.update(submission)
        scope.note(.held(submission.attention), of: submission, at: now)
        return false
    }

    /// The latest that the clock of any server showed until `now`.
    fileprivate static func horizon(of now: Timestamp) -> Timestamp { now.adding(seconds: ClockComparison.tolerance) }

    /// Whether there is a route behind its own that it may have taken since.
    private func hasOtherRoute(_ submission: Submission, in scope: Scope) -> Bool {
        guard let service = scope[Service.self, submission.service], let position = submission.destination?.position
        else {
            return true
        }
        return Int64(service.routes.count) > position + 1
    }

    // MARK: Drip-feeds

    /// How many runs of a drip-feed are made because their moments, after that of `submission`, have passed; with the
    /// one whose moment comes next. It is all of them where nobody knows how many have passed.
    package static func runsToMake(
        after submission: Submission,
        of order: Order,
        at now: Timestamp,
        clockWasSetBack: Bool
    ) -> Int {
        guard let dripFeed = order.dripFeed, submission.destination?.relaysDripFeed == false, submission.attempt == 0,
            order.cancelRequestedAt == nil
        else { return 0 }
        let rest = max(0, dripFeed.runs - submission.key.run)
        switch submission.waitInCopy(of: order, at: now, clockWasSetBack: clockWasSetBack) {
        case .notDue: return 0
        case .unknown: return Int(rest)
        case .due:
            let interval = max(1, dripFeed.interval) * 60_000
            let late = ResolveRestored.horizon(of: now).milliseconds - submission.dueAt.milliseconds
            return Int(min(rest, max(0, late) / interval + 1))
        }
    }

    /// - Returns: How many of the runs may have been made.
    private func makeRuns(
        after submission: Submission,
        of order: Order,
        with keys: [IdempotencyKey],
        in scope: inout Scope
    ) -> Int {
        let next = SubmissionKey(order: order.id, run: submission.key.run + 1)
        guard scope.submission(next) == nil, let destination = scope.destinationOfNextRun(after: submission),
            let interval = order.dripFeed?.interval
        else { return 0 }
        let isUnknown = submission.waitInCopy(of: order, at: now, clockWasSetBack: clockWasSetBack) == .unknown
        let count = ResolveRestored.runsToMake(after: submission, of: order, at: now, clockWasSetBack: clockWasSetBack)
        var held = 0
        var dueAt = submission.dueAt
        for index in 0..<min(keys.count, count) {
            dueAt = dueAt.adding(minutes: interval)
            let number = next.run + Int64(index)
            var run = Submission(run: number, of: order, to: destination, with: keys[index], dueAt: dueAt)
            if isUnknown || dueAt <= ResolveRestored.horizon(of: now) {
                run.isInDoubt = true
                run.hold(because: [.restored], at: now)
                held += 1
            }
            scope.insert(run)
            if run.state == .held { scope.note(.held(run.attention), of: run, at: now) }
        }
        return held
    }
}

/// What a submission waited for when a copy was made, as it is seen when the panel goes on from that.
private enum WaitInCopy {
    /// It was not sent since.
    case notDue
    /// It may have been sent since, and what a clock says about that holds.
    case due
    /// It may have been sent since, at any time.
    case unknown
}

extension Submission {
    /// Whether it may have been sent after a copy was made in which it waits like this.
    fileprivate func waitInCopy(of order: Order, at now: Timestamp, clockWasSetBack: Bool) -> WaitInCopy {
        switch state {
        case .held, .staff, .accepted, .rejected: return .notDue
        case .queued, .submitting, .uncertain: break
        }
        // What is too far off was put off by a clock that was ahead.
        if clockWasSetBack || isTooFarOff(in: order, at: now) { return .unknown }
        // One that was tried before may have been tried again at once, because staff said so.
        return state != .queued || dueAt <= ResolveRestored.horizon(of: now) || attempt > 0 ? .due : .notDue
    }

    /// It may have been made in a life of the panel that was lost.
    fileprivate mutating func doubtAfterRestore(at now: Timestamp) {
        // It was not sent before it was due. Of the difference of clocks nothing is left: what a provider got before now
        // was sent before.
        let sentAt = keySentAt ?? dueAt
        keySentAt = sentAt <= ResolveRestored.horizon(of: now) ? min(sentAt, now) : sentAt
        state = .uncertain
        isInDoubt = true
        // What was made since has a higher id than any that is known here, whoever's it is.
        floor = nil
        dueAt = now
        updatedAt = now
    }
}

/// Decides about refills that were to be asked for in the copy of a database from which the panel goes on: they may
/// have been asked for since, and are for staff to find out.
package struct ResolveRestoredRefills: Command {
    package let refills: [(id: RefillID, order: OrderID)]
    package let now: Timestamp

    /// How many are for staff now.
    package typealias Outcome = Int
    package typealias Refusal = Never

    package init(_ refills: [Refill], now: Timestamp) {
        self.refills = refills.map { ($0.id, $0.order) }
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        for refill in refills {
            reads.load(Refill.self, refill.id)
            reads.submissions.insert(refill.order)
        }
        reads.newIDs.events += Int64(refills.count)
    }

    package func execute(in scope: inout Scope) -> Int {
        var count = 0
        for (id, _) in refills {
            guard var refill = scope[Refill.self, id], var relay = refill.relay, refill.status.isOpen,
                relay.state == .sending || relay.state == .wanted
            else { continue }
            relay.state = .unclear
            refill.relay = relay
            refill.updatedAt = now
            scope.update(refill)
            if let submission = scope.submissions(of: refill.order).first {
                scope.note(.refillUnclear(id, .restored), of: submission, at: now)
            }
            count += 1
        }
        return count
    }
}
