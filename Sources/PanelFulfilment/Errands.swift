import PanelClient
import PanelCore
import PanelStore

/// What a provider is asked beside new orders and their status: to cancel orders and to refill them.
struct Errands: Sendable {
    let worker: ProviderWorker.Context

    /// How many refills are seen to in one round.
    private static let refillsPerRound = 50

    func run() async {
        await worker.work(as: .errands) {
            // Cancels that fail keep no refill waiting.
            await worker.failures.attempt("relay-cancels") { try await relayCancels() }
            try await relayRefills()
        }
    }

    // MARK: Cancels

    private func relayCancels() async throws {
        let wanted = try await worker.store.wantedCancels(
            of: worker.provider.id,
            at: worker.now(),
            limit: PanelClient.mostIDs
        )
        guard !wanted.isEmpty else { return }
        let answers: [RecordCancels.Answer]
        do {
            let replies = try await cancels.replies(to: wanted.map(\.upstreamID.description), of: worker)
            answers = wanted.map { item in
                switch replies[item.upstreamID.description] {
                case .accepted: .taken
                case .refused(let words) where RefusalReading(words: words).isPassing: .missing
                case .refused(let words): .refused(words: words)
                case nil: .missing
                }
            }
        } catch let error as PanelClientError {
            // What is said of the whole call is said of each order in it, unless it is about the caller, the call or the
            // provider.
            let refusal = error.refusal.flatMap { $0.saysNothingOfIDs ? nil : $0 }
            answers = wanted.map { _ in refusal.map { .refused(words: $0.words) } ?? .missing }
        }
        let items = zip(wanted, answers).map { item, answer in
            RecordCancels.Item(key: item.key, upstreamID: item.upstreamID, answer: answer)
        }
        try await worker.perform(RecordCancels(items: items, now: worker.now()))
    }

    private var cancels: CallsByID<CancelReply> {
        let client = worker.client
        return CallsByID(
            action: .cancel,
            list: { (ids) async throws(PanelClientError) in try await client.cancel(ids) },
            single: { (id) async throws(PanelClientError) in try await client.cancel(id) },
            reply: { $0.saysNothingOfIDs ? nil : .refused($0.words) }
        )
    }

    // MARK: Refills

    private func relayRefills() async throws {
        let due = try await worker.store.dueRefills(
            of: worker.provider.id,
            at: worker.now(),
            limit: Errands.refillsPerRound
        )
        for refill in due where refill.relay?.state == .wanted { try await send(refill) }
        for refill in due where refill.relay?.state == .sending {
            _ = try await note(.unclear(.attemptLost), of: refill)
        }
        try await ask(due.filter { $0.relay?.state == .sent })
    }

    /// Asks for a refill, at most once: it is noted before the first byte is sent, and not before it can be.
    private func send(_ refill: Refill) async throws {
        guard let relay = refill.relay else { return }
        try await worker.waitForLeave()
        let lease = worker.now().adding(seconds: worker.provider.terms.leaseSeconds)
        var isNoted = false
        defer { if !isNoted { worker.gate.leave(.unused, for: .others) } }
        isNoted = try await note(.sending(lease: lease), of: refill)
        guard isNoted else { return }
        let event: RelayRefill.Event
        do throws(PanelClientError) {
            let reply = try await worker.callWithLeave { () async throws(PanelClientError) in
                try await worker.client.refill(relay.order.description)
            }
            event = RelayRefill.Event(reply)
        } catch {
            event = RelayRefill.Event(error)
        }
        _ = try await note(event, of: refill)
    }

    private func ask(_ refills: [Refill]) async throws {
        let ids = refills.compactMap { $0.relay?.upstreamID?.description }
        guard !ids.isEmpty else { return }
        // What is not heard of is asked about with the next interval.
        let replies: [String: RefillStatusReply]
        do {
            replies = try await refillStatuses.replies(to: ids, of: worker)
        } catch is PanelClientError {
            replies = [:]
        }
        let next = worker.now().adding(seconds: worker.provider.terms.pollSeconds)
        for refill in refills {
            guard let id = refill.relay?.upstreamID?.description else { continue }
            var status: RefillStatus?
            if case .status(let text)? = replies[id] { status = RefillStatus(upstream: text) }
            _ = try await note(.reported(status, next: next), of: refill)
        }
    }

    private var refillStatuses: CallsByID<RefillStatusReply> {
        let client = worker.client
        return CallsByID(
            action: .refillStatus,
            list: { (ids) async throws(PanelClientError) in try await client.refillStatuses(of: ids) },
            single: { (id) async throws(PanelClientError) in try await client.refillStatus(of: id) },
            reply: { $0.reading.isOfUnknownID ? .error($0.words) : nil }
        )
    }

    private func note(_ event: RelayRefill.Event, of refill: Refill) async throws -> Bool {
        try await worker.perform(
            RelayRefill(id: refill.id, order: refill.order, event: event, now: worker.now()),
            retries: 3
        )
    }
}

extension RelayRefill.Event {
    init(_ reply: RefillReply) {
        switch reply {
        case .accepted(let id):
            self =
                UpstreamID(id).map { .sent($0) } ?? .unclear(.unclear(.failed(CallFailure(.unusableID, excerpt: id))))
        case .refused(let words):
            self = .refused(words: words)
        }
    }

    init(_ error: PanelClientError) {
        guard error.wasWritten else {
            self = .postponed
            return
        }
        // Of the account alone: the same refill may be taken later.
        if error.httpStatus == 429 || error.refusal?.reading.isOfAccount == true {
            self = .postponed
        } else if let refusal = error.refusal, !refusal.isOfAccount {
            self = .refused(words: refusal.words)
        } else {
            self = .unclear(.unclear(.failed(CallFailure(error))))
        }
    }
}
