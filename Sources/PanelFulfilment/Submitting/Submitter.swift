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

    /// How long past the provider's time-out an attempt may take before it is given up for lost, in seconds.
    static let leaseMargin: Int64 = 30
    private static let idlePause = Duration.milliseconds(50)

    /// Sends until the task is cancelled or the server shuts down; what was begun is finished.
    func run() async {
        let floor = UpstreamFloor(await newestID())
        await withDiscardingTaskGroup { sends in
            while !worker.isStopping {
                let count = (try? await round(floor) { send in sends.addTask { await send() } }) ?? 0
                if count == 0 { await worker.pause(Submitter.idlePause) }
            }
        }
    }

    /// Claims what is due and begins to send it.
    ///
    /// - Returns: How many were begun.
    private func round(
        _ floor: UpstreamFloor,
        _ start: (@escaping @Sendable () async -> Void) -> Void
    ) async throws -> Int {
        // Calls end within the provider's time-out, so this returns.
        let room = await worker.gate.roomForOrders()
        let now = worker.now()
        let due = try await worker.store.dueSubmissions(of: worker.provider.id, at: now, limit: room)
            .filter(isSendable)
        let leave = worker.gate.enter(upTo: due.count, forOrders: true)
        guard leave > 0 else { return 0 }
        var unused = leave
        defer { for _ in 0..<unused { worker.gate.leave(.unused) } }
        let sendable = due.prefix(leave)
        let requests = sendable.map { ($0, request(for: $0)) }
        let claims = try await worker.perform(
            ClaimSubmissions(
                provider: worker.provider.id,
                claims: requests.map { due, request in
                    .init(key: due.submission.key, service: due.submission.service, sent: request.words)
                },
                lease: now.adding(seconds: worker.provider.terms.timeoutSeconds + Submitter.leaseMargin),
                lastUpstreamID: floor.highest,
                now: now
            )
        )
        for (due, request) in requests {
            guard let attempt = claims[due.submission.key] else { continue }
            unused -= 1
            start { await send(request, due, attempt: attempt, floor: floor) }
        }
        return claims.count
    }

    /// What may have been made is sent again only where the provider makes one order of each key; else it is for
    /// ``Investigator``.
    private func isSendable(_ due: DueSubmission) -> Bool {
        (due.submission.state == .uncertain || !worker.gate.isPaused)
            && due.submission.canBeClaimed(
                at: worker.now(),
                providerTakesKeys: worker.provider.terms.idempotencyParameter != nil
            )
    }

    private func request(for due: DueSubmission) -> UpstreamRequest {
        UpstreamRequest(
            due.submission,
            of: due.order,
            sent: due.parameters,
            idempotency: worker.provider.terms.idempotencyParameter.map { ($0, worker.installation) }
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
        let received: String
        do throws(PanelClientError) {
            let added = try await worker.client.add(request.parameters.map { ($0.name, $0.value) })
            answer = SubmissionAnswer(added)
            received = "order \(added.id)"
            worker.gate.leave(.answered)
        } catch {
            answer = SubmissionAnswer(error)
            received = error.excerpt.isEmpty ? error.description : "\(error.description) | \(error.excerpt)"
            worker.gate.leave(answer.isOfTheProvider ? .answered : .failed(error.description))
        }
        if case .accepted(let id) = answer { floor.note(id) }
        await record(answer, received, due.submission, attempt: attempt)
    }

    /// Writes down what came of an attempt. When even that fails, the attempt's lease ends, and it is uncertain.
    private func record(
        _ answer: SubmissionAnswer,
        _ received: String,
        _ submission: Submission,
        attempt: Int64
    ) async {
        let now = worker.now()
        let command = RecordAnswer(
            key: submission.key,
            service: submission.service,
            provider: worker.provider.id,
            attempt: attempt,
            answer: answer,
            received: received,
            now: now
        )
        do {
            let isAccepted = try await worker.result(of: command, retries: 3).get()
            if isAccepted, case .accepted(let id) = answer { poller.follow(submission.key, id, at: now) }
        } catch {
            worker.logger.error(
                "What a provider answered could not be written down.",
                metadata: ["submission": "\(submission.key)", "error": "\(error)"]
            )
        }
    }

    private func newestID() async -> Int64? {
        let ids = try? await worker.store.newestUpstreamIDs(of: worker.provider.id, limit: 100)
        return ids?.compactMap(\.number).max()
    }
}

extension SubmissionAnswer {
    /// Whether it shows that the provider works, if only to refuse.
    fileprivate var isOfTheProvider: Bool {
        switch self {
        case .accepted, .refused: true
        case .busy, .notSent, .unclear: false
        }
    }
}
