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

    func submissionDue(_ index: Int) -> Timestamp? {
        let worker = workers[index]
        guard !worker.isSubmitting, worker.inFlight < worker.terms.maxInFlight else { return nil }
        guard let dueAt = sendable(index).map(\.dueAt).min() else { return nil }
        return worker.opening(for: max(dueAt, worker.submitsNext))
    }

    func submit(_ index: Int) {
        workers[index].submitsNext = now.adding(seconds: 1)
        let leave = workers[index].enter(upTo: workers[index].terms.maxInFlight, at: now)
        var due = Array(
            sendable(index).filter { $0.dueAt <= now }.sorted { ($0.dueAt, $0.key) < ($1.dueAt, $1.key) }
                .prefix(Int(leave))
        )
        guard leave > 0, !due.isEmpty else { return workers[index].leaveUnused(leave, at: now) }
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
            lease: now.adding(seconds: provider.terms.timeoutSeconds + 30),
            lastUpstreamID: workers[index].floor,
            now: now
        )
        perform(claim) { [unowned self] result in
            let attempts = result.get()
            store.expect(attempts.count <= due.count, "more was claimed than was asked for")
            workers[index].isSubmitting = false
            workers[index].leaveUnused(leave - Int64(attempts.count), at: now)
            for (submission, request) in zip(due, requests) {
                guard let attempt = attempts[submission.key] else { continue }
                send(request, submission, attempt, index)
            }
        }
    }

    private func send(_ request: UpstreamRequest, _ submission: Submission, _ attempt: Int64, _ index: Int) {
        let exchange = exchange(for: submission, index)
        let provider = providers[index]
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
            switch answer {
            case .accepted, .refused: leave(index, failed: false)
            case .busy, .notSent, .unclear: leave(index, failed: true)
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
        let made = providers[index].execute(request, tag, attempt: attempt, gap: random.number(0...3), at: now)
        trace.note(at: now.milliseconds, "execute", [tag.order.rawValue, tag.run, attempt]) {
            "\(tag) is \(made.id) at provider \(index + 1)\(made.isNew ? "" : " already")"
        }
        if made.isNew {
            expectNotTwice(tag)
            planLife(of: made.id, index)
        }
        return made.id
    }

    private func record(_ answer: SubmissionAnswer, _ submission: Submission, _ attempt: Int64, _ index: Int) {
        // Even the retries fail now and then: the answer is lost, and the lease ends.
        if isFaulty(2) { return note(.answerNotWritten, submission.key) }
        let command = RecordAnswer(
            answer,
            to: Attempt(of: submission.key, to: providers[index].id, number: attempt),
            service: submission.service,
            received: "\(answer)",
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
