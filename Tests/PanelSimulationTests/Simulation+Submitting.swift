import PanelCore

/// What `Submitter` does: claim, send, write down the answer.
extension Simulation {
    /// Whether what is in doubt is sent again when it is due, and not looked for.
    func canBeRepeated(_ submission: Submission, _ index: Int) -> Bool {
        submission.canBeRepeated(at: max(submission.dueAt, now), under: store.providers[index].terms)
    }

    /// A caller's key that was not used before.
    func newKey() -> IdempotencyKey { IdempotencyKey(drawnFrom: &random) }

    /// When something can be sent.
    func submissionDue(_ index: Int, _ waiting: WaitingWork.Share) -> Instant? {
        var dueFrom = waiting.queuedFrom
        for submission in waiting.uncertain where canBeRepeated(submission, index) {
            dueFrom.lower(to: submission.dueFrom)
        }
        return dueFrom.map(instant(of:))
    }

    func submit(_ index: Int) {
        workers[index][.submissions].wake()
        let provider = store.providers[index]
        let rule = SendingRule(provider.terms, isPaused: provider.isPaused, at: now)
        if let ahead = workers[index].backlog.reading(at: instant) {
            let due = store.due(at: provider.id, now, ahead: ahead, limit: SubmissionBacklog.most)
            workers[index].backlog.renew(due, under: rule, at: instant)
        }
        let wanted = min(workers[index].gate.room(for: .orders), Int64(workers[index].backlog.count))
        let leave = workers[index].gate.enter(upTo: wanted, for: .orders, at: instant)
        let turn = workers[index].backlog.take(upTo: Int(leave), under: rule)
        workers[index].leaveUnused(leave - Int64(turn.count), at: instant)
        if !turn.isEmpty {
            // While these are claimed others are on their way.
            workers[index].looks = 0
            workers[index][.submissions].sleep(until: instant, pausingUntil: instant)
            handOver(turn, index)
        } else if workers[index].backlog.count > 0 {
            let next = instant.adding(milliseconds: WorkerPart.submissions.pause)
            workers[index][.submissions].sleep(until: next, pausingUntil: next)
        } else {
            let due = submissionDue(index, waitingWork.shares[index])
            rest(.submissions, index, after: workers[index].looks, until: due)
            workers[index].looks += 1
        }
    }

    private func handOver(_ turn: [DueSubmission], _ index: Int) {
        let provider = store.providers[index]
        var leave = Int64(turn.count)
        var due = turn.map(\.submission)
        if isFaulty(15) {
            // What was read is old, or the process is mistaken: what must not be sent is for the core to refuse.
            note(.claimOfEverything, nil)
            due = store.runs.joined().filter { $0.destination?.provider == provider.id }
        }
        let requests = due.compactMap { submission in
            store.order(submission.key.order).map { order in
                UpstreamRequest(
                    submission,
                    of: order,
                    sent: store.parameters(of: order.id),
                    idempotencyParameter: provider.terms.idempotencyParameter
                )
            }
        }
        let claim = ClaimSubmissions(
            provider: provider.id,
            claims: zip(due, requests).map { .init($0, sent: $1.words, nextKey: newKey()) },
            lease: now.adding(seconds: provider.terms.leaseSeconds),
            lastUpstreamID: workers[index].floor,
            now: now
        )
        perform(claim) { [unowned self] result in
            let attempts = result.get()
            store.expect(attempts.count <= due.count, "more was claimed than was asked for")
            workers[index].backlog.forget(turn)
            // A process that is mistaken sends more than it has leave for.
            for (submission, request) in zip(due, requests) {
                guard let attempt = attempts[submission.key] else { continue }
                send(request, submission, attempt, index, hasLeave: leave > 0)
                leave = max(0, leave - 1)
            }
            workers[index].leaveUnused(leave, at: instant)
        }
    }

    private func send(
        _ request: UpstreamRequest,
        _ submission: Submission,
        _ attempt: Int64,
        _ index: Int,
        hasLeave: Bool
    ) {
        let exchange = exchange(for: submission, index)
        let provider = providers[index]
        if provider.refusesEverything, hasLeave, !isAway(index) { provider.refusals += 1 }
        let (sent, life) = (submission.key, restores)
        let box = AnswerBox()
        if let delay = exchange.execution {
            provider.pending[sent, default: 0] += 1
            plan(delay) { [unowned self] in
                // The order may be one of a life that was lost since.
                let tag = tag(sent, of: life)
                provider.pending[tag, default: 0] -= 1
                box.id = carryOut(request, tag, attempt, index)
            }
        }
        planInProcess(exchange.answer) { [unowned self] in
            let answer = exchange.words(box.id)
            if hasLeave {
                let pause: Int64? = if case .busy(let seconds) = answer { seconds } else { nil }
                let end = CallGate.End(answer)
                _ = workers[index].gate.leave(end, for: .orders, asking: pause, at: instant)
            }
            if case .accepted(let id) = answer, submission.keySentAt == nil { workers[index].note(id) }
            record(answer, submission, attempt, index)
        }
    }

    /// The provider makes the order, and it begins to live there.
    private func carryOut(
        _ request: UpstreamRequest,
        _ tag: SubmissionKey,
        _ attempt: Int64,
        _ index: Int
    ) -> UpstreamID {
        let made = providers[index].execute(request, tag, attempt: attempt, gap: random.number(0...3), at: instant)
        trace.note(at: now.milliseconds, "execute", [tag.order.rawValue, tag.run, attempt]) {
            "\(tag) is \(made.id) at provider \(index + 1)\(made.isNew ? "" : " already")"
        }
        if made.isNew {
            expectNotTwice(tag)
            planLife(of: made.id, index)
        }
        return made.id
    }

    private func record(
        _ answer: SubmissionAnswer,
        _ submission: Submission,
        _ attempt: Int64,
        _ index: Int
    ) {
        // Even the retries fail now and then: the answer is lost, and the lease ends.
        if isFaulty(2) { return note(.answerNotWritten, submission.key) }
        let command = RecordAnswer(
            answer,
            to: Attempt(of: submission.key, to: providers[index].id, number: attempt),
            service: submission.service,
            nextKey: newKey(),
            now: now
        )
        if isFaulty(3) {
            note(.answerWrittenTwice, submission.key)
            perform(command)
        }
        perform(command) { [unowned self] _ in
            if case .accepted(let id) = answer { follow(submission.key, id, index) }
        }
    }
}

/// The id that a provider gave, from where it is carried out to where it is answered.
final class AnswerBox {
    var id: UpstreamID?
}
