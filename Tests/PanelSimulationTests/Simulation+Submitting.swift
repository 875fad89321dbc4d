import PanelCore

/// What `Submitter` does: claim, send, write down the answer.
extension Simulation {
    private func sendable(_ index: Int) -> [Submission] {
        let provider = store.providers[index]
        return store.active.filter { submission in
            guard submission.destination?.provider == provider.id else { return false }
            return submission.state == .queued && !provider.isPaused
                || submission.state == .uncertain && canBeRepeated(submission, index)
        }
    }

    /// Whether what is in doubt is sent again when it is due, and not looked for.
    func canBeRepeated(_ submission: Submission, _ index: Int) -> Bool {
        submission.canBeRepeated(at: max(submission.dueAt, now), under: store.providers[index].terms)
    }

    /// A caller's key that was not used before.
    func newKey() -> IdempotencyKey { IdempotencyKey(drawnFrom: &random) }

    func submissionDue(_ index: Int, _ waiting: WaitingWork.Share) -> Instant? {
        guard !workers[index].isSubmitting else { return nil }
        var dueFrom = waiting.queuedFrom
        for submission in waiting.uncertain where canBeRepeated(submission, index) {
            dueFrom.lower(to: submission.dueFrom)
        }
        guard let dueFrom else { return nil }
        let next = max(instant(of: dueFrom), workers[index].submitsNext)
        return workers[index].opening(for: .orders, from: next, at: instant)
    }

    func submit(_ index: Int) {
        workers[index].submitsNext = instant.adding(seconds: 1)
        let leave = workers[index].gate.enter(upTo: workers[index].terms.maxInFlight, for: .orders, at: instant)
        var due = Array(
            sendable(index).filter { $0.dueFrom <= now }.sorted { ($0.dueAt, $0.key) < ($1.dueAt, $1.key) }
                .prefix(Int(leave))
        )
        guard leave > 0, !due.isEmpty else { return workers[index].leaveUnused(leave, at: instant) }
        workers[index].isSubmitting = true
        let provider = store.providers[index]
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
            workers[index].isSubmitting = false
            // A process that is mistaken sends more than it has leave for.
            var leave = leave
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
