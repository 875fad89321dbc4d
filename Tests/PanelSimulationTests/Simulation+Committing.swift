import PanelCore

/// A command that waits for the next commit, whatever its type.
struct PendingCommand {
    let declare: (inout ReadSet) -> Void
    /// Runs it, and says how its caller is told.
    let run: (WorkingSet) -> () -> Void

    init<C: Decision>(_ command: C, _ answer: @escaping (Result<C.Outcome, C.Refusal>) -> Void) {
        declare = { command.declareReads(in: &$0) }
        run = { set in
            let result = set.run(command)
            return { answer(result) }
        }
    }
}

/// Group commit, and what becomes of it when the process dies.
extension Simulation {
    /// Hands a command to the writer. `answer` hears of it after the commit.
    func perform<C: Decision>(_ command: C, _ answer: @escaping (Result<C.Outcome, C.Refusal>) -> Void = { _ in }) {
        guard isRunning else { return }
        pending.append(PendingCommand(command, answer))
        planCommit()
    }

    private func planCommit() {
        guard !isCommitPlanned, !pending.isEmpty else { return }
        isCommitPlanned = true
        planInProcess(random.number(1...30)) { [unowned self] in
            isCommitPlanned = false
            commit()
            if isRunning { planCommit() }
        }
    }

    private func commit() {
        commits += 1
        let dies = hasFaults && crashes.contains(commits)
        let isWritten = !dies || random.chance(50)
        let batch = pending.prefix(Int(random.number(1...4)))
        pending.removeFirst(batch.count)
        guard isWritten else {
            coverage.faults[.crashBeforeCommit, default: 0] += 1
            return crash()
        }
        let answers = fold(Array(batch))
        if dies {
            coverage.faults[.crashAfterCommit, default: 0] += 1
            return crash()
        }
        for answer in answers { answer() }
    }

    func fold(_ batch: [PendingCommand]) -> [() -> Void] {
        var reads = ReadSet()
        for command in batch { command.declare(&reads) }
        let set = WorkingSet(store.snapshot(of: reads))
        let answers = batch.map { $0.run(set) }
        let changes = set.changes
        expectNothingWaited(changes)
        store.write(changes, declared: reads)
        latest = max(latest, now)
        (waiting, areLeasesSeen) = (nil, false)
        tell(of: changes.work)
        // Staff may have let a provider go on.
        if changes.changesSettings { tell(of: Set(providers.map { .queued($0.id) })) }
        for order in changes.orders.inserted.values { coverage.outcomes[order.status, default: 0] += 1 }
        for order in changes.orders.updated.values { coverage.outcomes[order.status, default: 0] += 1 }
        for key in changes.submissions.updated.keys.sorted() {
            guard let submission = store.submission(key) else { continue }
            coverage.states[submission.state, default: 0] += 1
            trace.note(
                at: now.milliseconds,
                "submission",
                [key.order.rawValue, key.run, submission.state.rawValue, submission.attempt]
            ) {
                "\(key) \(submission.state.identifier), attempt \(submission.attempt), "
                    + "\(submission.upstreamID.map { "as \($0)" } ?? "unknown upstream"), "
                    + "\(submission.outcome.map { $0.identifier } ?? "open")"
                    + (submission.attention.isEmpty ? "" : ", attention: \(submission.attention.text)")
            }
        }
        for event in changes.events {
            coverage.events[event.kind, default: 0] += 1
            trace.note(at: now.milliseconds, "event", [event.order.rawValue, event.id.rawValue]) {
                "\(event.order).\(event.run ?? 0) \(event.kind.rawValue) \(event.what.text)"
            }
        }
        return answers
    }

    // MARK: Dying

    func crash() {
        trace.note(at: now.milliseconds, "crash", []) { "the process dies" }
        life += 1
        isRunning = false
        touch()
        pending = []
        isCommitPlanned = false
        isExpiring = false
        isBringingForward = false
        plan(random.number(1000...90_000)) { [unowned self] in start() }
    }

    /// Starts the process anew: it knows what was committed, and nothing more.
    private func start() {
        trace.note(at: now.milliseconds, "start", []) { "the process starts" }
        isRunning = true
        touch()
        workers = store.providers.map { provider in
            var newest: [Submission] = []
            for submissions in store.runs.reversed() {
                newest += submissions.filter { $0.upstreamOrder?.provider == provider.id }
            }
            let firstOrder = store.restores.map(\.firstOrder).max() ?? OrderID(rawValue: 1)
            let ids = newest.filter { $0.key.order >= firstOrder }.compactMap { $0.upstreamID?.number }
            var worker = Worker(provider, floor: ids.max())
            for submission in newest.reversed() where submission.isWatched {
                guard let id = submission.upstreamID else { continue }
                asked[submission.key] = instant
                worker.queue.insert(
                    PolledOrder(
                        submission.key,
                        id,
                        digest: submission.report?.digest ?? 0,
                        hasOutcome: submission.outcome != nil,
                        unchangedFor: now.milliseconds - submission.updatedAt.milliseconds,
                        pace: provider.terms.pollPace,
                        at: instant
                    )
                )
            }
            return worker
        }
        comparison = ClockComparison()
        compareClocks()
        ageKeys(by: 0)
        bringForward()
        leases = LeaseWatch()
        areLeasesSeen = false
        let lost = attemptsUnderWay
        if !lost.isEmpty { perform(ExpireAttempts(lost, now: now)) }
    }

    // MARK: Lost attempts

    private var attemptsUnderWay: [LeasedAttempt] {
        store.active.filter { $0.state == .submitting }.map { submission in
            LeasedAttempt(
                key: submission.key,
                number: submission.attempt,
                updatedAt: submission.updatedAt,
                endsAt: submission.dueAt
            )
        }
    }

    func expiryDue() -> Instant? {
        guard !isExpiring else { return nil }
        if !areLeasesSeen {
            let attempts = attemptsUnderWay
            if !attempts.isEmpty || nextExpiry != nil {
                leases.see(Dictionary(uniqueKeysWithValues: attempts.map { ($0.key, $0) }), at: instant)
                nextExpiry = leases.nextEnd(length: \.length)
            }
            areLeasesSeen = true
        }
        return nextExpiry
    }

    func expireAttempts() {
        let ended = leases.ended(at: instant, length: \.length).values.sorted { $0.key < $1.key }
        isExpiring = true
        perform(ExpireAttempts(ended, now: now)) { [unowned self] _ in isExpiring = false }
    }

    // MARK: Leave to call a provider

    func leave(_ index: Int, failed: Bool) {
        _ = workers[index].gate.leave(failed ? .failed(.busy(retryAfter: nil)) : .answered, for: .others, at: instant)
    }

    /// Notes that something goes wrong.
    func note(_ fault: Fault, _ tag: SubmissionKey?) {
        coverage.faults[fault, default: 0] += 1
        trace.note(at: now.milliseconds, "fault", [Int64(fault.rawValue)]) {
            "\(fault) \(tag.map { $0.description } ?? "")"
        }
    }

    func isFaulty(_ percent: UInt64) -> Bool {
        hasFaults && random.chance(percent)
    }
}
