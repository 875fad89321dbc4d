import Logging
import PanelClient
import PanelCore
import PanelStore

/// Hands a provider the orders that wait for it.
///
/// An order is claimed first: that an attempt begins is on disk before its first byte is sent. So whatever happens to
/// this process, the attempt is known, and what may have been made is not sent again without proof.
struct Submitter: Sendable {
    let worker: ProviderWorker.Context
    let poller: Poller

    /// How long it waits at least for what is sent together.
    private static let idlePause = Duration.milliseconds(50)

    /// Sends until the task is cancelled or the server shuts down; what was begun is finished.
    ///
    /// While some orders are claimed others are on their way, so that neither the disk nor the provider waits for the
    /// other.
    func run() async {
        let floor = UpstreamFloor(await newestID())
        let backlog = SubmissionBacklog()
        let bell = worker.bell(for: .queued(worker.provider.id), .uncertain(worker.provider.id))
        await withDiscardingTaskGroup { turns in
            var idleTurns: Int64 = 0
            while !worker.isStopping {
                let turn = await worker.failures.attempt("find-orders") { try await next(of: backlog) } ?? []
                if turn.isEmpty {
                    await worker.pause(Submitter.idlePause)
                    // What was read waits for leave, which is looked for often and costs nothing.
                    guard backlog.count == 0 else { continue }
                    await worker.sleep(await rest(after: idleTurns), or: bell)
                    idleTurns += 1
                } else {
                    idleTurns = 0
                    turns.addTask { await handOver(turn, backlog, floor) }
                }
            }
        }
    }

    /// How many milliseconds it is until something may be due that can be sent.
    private func rest(after idleTurns: Int64) async -> Int64 {
        guard var due = await worker.nextDue() else { return NextDue.rest(after: idleTurns) }
        if worker.gate.isPaused { due.queued = nil }
        let rest = due.restOfSubmissions(at: worker.now())
        // What is due and can not be sent is for somebody else.
        return rest > 0 ? rest : NextDue.rest(after: idleTurns)
    }

    /// As many orders as may be sent now, each with leave to send it.
    private func next(of backlog: SubmissionBacklog) async throws -> [DueSubmission] {
        // Calls end within the provider's time-out, so this returns.
        let room = await worker.gate.roomForOrders()
        let instant = worker.clocks.instant()
        if backlog.isUsedUp(at: instant) {
            let due = try await worker.store.dueSubmissions(
                of: worker.provider.id,
                at: worker.now(),
                ahead: backlog.ahead(at: instant),
                limit: SubmissionBacklog.most
            )
            backlog.renew(due.filter(isSendable), at: instant)
        }
        let leave = worker.gate.enter(upTo: min(room, backlog.count), for: .orders)
        let turn = backlog.take(upTo: leave, where: isSendable)
        for _ in turn.count..<leave { worker.gate.leave(.unused, for: .orders) }
        return turn
    }

    /// Claims orders, and sends those that are.
    private func handOver(_ turn: [DueSubmission], _ backlog: SubmissionBacklog, _ floor: UpstreamFloor) async {
        let requests = turn.map { ($0, request(for: $0)) }
        let claims = await claim(requests, floor)
        backlog.forget(turn)
        await withDiscardingTaskGroup { sends in
            for (due, request) in requests {
                if let attempt = claims[due.submission.key] {
                    sends.addTask { await send(request, due, attempt: attempt, floor: floor) }
                } else {
                    worker.gate.leave(.unused, for: .orders)
                }
            }
        }
    }

    /// - Returns: The attempts that begin; none when the store could not write them down.
    private func claim(
        _ requests: [(DueSubmission, UpstreamRequest)],
        _ floor: UpstreamFloor
    ) async
        -> ClaimSubmissions.Outcome
    {
        let now = worker.now()
        let claims = requests.map { due, request in
            ClaimSubmissions.Claim(
                due.submission,
                sent: request.words,
                parameters: due.parameters,
                nextKey: .random()
            )
        }
        let command = ClaimSubmissions(
            provider: worker.provider.id,
            claims: claims,
            lease: now.adding(seconds: worker.provider.terms.leaseSeconds),
            lastUpstreamID: floor.highest,
            now: now
        )
        let claimed = await worker.failures.attempt("claim-orders") { try await worker.perform(command) }
        if claimed == nil { await worker.pause(Submitter.idlePause) }
        return claimed ?? [:]
    }

    /// What may have been made is sent again only as long as the provider knows its key; else it is for
    /// ``Investigator``.
    private func isSendable(_ due: DueSubmission) -> Bool {
        (due.submission.state == .uncertain || !worker.gate.isPaused)
            && due.submission.canBeClaimed(at: worker.now(), under: worker.provider.terms)
    }

    private func request(for due: DueSubmission) -> UpstreamRequest {
        UpstreamRequest(
            due.submission,
            of: due.order,
            sent: due.parameters,
            idempotencyParameter: worker.provider.terms.idempotencyParameter
        )
    }

    // MARK: Sending

    private func send(
        _ request: UpstreamRequest,
        _ due: DueSubmission,
        attempt: Int64,
        floor: UpstreamFloor
    ) async {
        let answer: SubmissionAnswer
        do throws(PanelClientError) {
            let added = try await worker.client.add(request.parameters.map { ($0.name, $0.value) })
            answer = SubmissionAnswer(added)
            worker.gate.leave(CallGate.End(answer, words: "order \(added.id)"), for: .orders)
        } catch {
            answer = SubmissionAnswer(error)
            worker.gate.leave(
                CallGate.End(answer, words: error.description),
                for: .orders,
                asking: error.retryAfter
            )
        }
        // To a key that it knew before it may answer with an older id, and nothing is known of those between.
        if case .accepted(let id) = answer, due.submission.keySentAt == nil { floor.note(id) }
        await record(answer, due.submission, attempt: attempt)
    }

    /// Writes down what came of an attempt. When even that fails, the attempt's lease ends, and it is uncertain.
    private func record(
        _ answer: SubmissionAnswer,
        _ submission: Submission,
        attempt: Int64
    ) async {
        let now = worker.now()
        let command = RecordAnswer(
            answer,
            to: Attempt(of: submission.key, to: worker.provider.id, number: attempt),
            service: submission.service,
            nextKey: .random(),
            now: now
        )
        do {
            let isAccepted = try await worker.result(of: command, retries: 3).get()
            if isAccepted, case .accepted(let id) = answer {
                await worker.follow(submission.key, id, by: poller)
            }
        } catch {
            worker.logger.error(
                "What a provider answered could not be written down.",
                metadata: ["submission": "\(submission.key)", "error": "\(error)"]
            )
        }
    }

    private func newestID() async -> Int64? {
        let ids = await worker.failures.attempt("read-newest-orders") {
            try await worker.store.newestUpstreamIDs(of: worker.provider.id, sinceRestore: true, limit: 100)
        }
        return ids?.compactMap(\.number).max()
    }
}
