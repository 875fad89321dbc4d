import Logging
import PanelClient
import PanelCore
import PanelStore
import Synchronization

/// Hands a provider the orders that wait for it.
///
/// An order is claimed first: that an attempt begins is on disk before its first byte is sent. So whatever happens to
/// this process, the attempt is known, and what may have been made is not sent again without proof.
final class Submitter: Sendable {
    private let worker: ProviderWorker.Context
    private let poller: Poller
    private let backlog = Mutex(SubmissionBacklog())

    init(worker: ProviderWorker.Context, poller: Poller) {
        (self.worker, self.poller) = (worker, poller)
    }

    /// Sends until the task is cancelled or the server shuts down; what was begun is finished.
    ///
    /// While some orders are claimed others are on their way, so that neither the disk nor the provider waits for the
    /// other.
    func run() async {
        let floor = UpstreamFloor(await newestID())
        let bell = worker.bell(for: .submissions)
        await withDiscardingTaskGroup { turns in
            var looks: Int64 = 0
            while !worker.isStopping {
                let turn = await worker.failures.attempt("find-orders") { try await next() } ?? []
                if !turn.isEmpty {
                    looks = 0
                    turns.addTask { [self] in await handOver(turn, floor) }
                } else if backlog.withLock({ $0.count }) > 0 {
                    // What was read waits for leave, which is looked for often and costs nothing.
                    await worker.pause(Submitter.pause)
                } else {
                    await worker.rest(as: .submissions, after: looks, or: bell)
                    looks += 1
                }
            }
        }
    }

    private static let pause = Duration.milliseconds(WorkerPart.submissions.pause)

    private var rule: SendingRule {
        SendingRule(worker.provider.terms, isPaused: worker.gate.isPaused, at: worker.now())
    }

    /// As many orders as may be sent now, each with leave to send it.
    private func next() async throws -> [DueSubmission] {
        // Calls end within the provider's time-out, so this returns.
        let room = await worker.gate.roomForOrders()
        let instant = worker.clocks.instant()
        if let ahead = backlog.withLock({ $0.reading(at: instant) }) {
            let due = try await worker.store.dueSubmissions(
                of: worker.provider.id,
                at: worker.now(),
                ahead: ahead,
                limit: SubmissionBacklog.most
            )
            let rule = self.rule
            backlog.withLock { $0.renew(due, under: rule, at: instant) }
        }
        let waiting = backlog.withLock { $0.count }
        let leave = worker.gate.enter(upTo: min(room, waiting), for: .orders)
        let rule = self.rule
        let turn = backlog.withLock { $0.take(upTo: leave, under: rule) }
        for _ in turn.count..<leave { worker.gate.leave(.unused, for: .orders) }
        return turn
    }

    /// Claims orders, and sends those that are.
    private func handOver(_ turn: [DueSubmission], _ floor: UpstreamFloor) async {
        let requests = turn.map { ($0, request(for: $0)) }
        let claims = await claim(requests, floor)
        backlog.withLock { $0.forget(turn) }
        await withDiscardingTaskGroup { sends in
            for (due, request) in requests {
                if let attempt = claims[due.submission.key] {
                    sends.addTask { [self] in await send(request, due, attempt: attempt, floor: floor) }
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
        if claimed == nil { await worker.pause(Submitter.pause) }
        return claimed ?? [:]
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
            worker.gate.leave(CallGate.End(answer), for: .orders)
        } catch {
            answer = SubmissionAnswer(error)
            worker.gate.leave(CallGate.End(answer), for: .orders, asking: error.retryAfter)
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
