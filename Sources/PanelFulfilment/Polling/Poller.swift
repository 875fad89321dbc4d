import Logging
import PanelClient
import PanelCore
import PanelStore
import Synchronization

/// Asks a provider how its orders go, up to 100 in a call, the longest due first.
///
/// When to ask is kept in memory and found again at a start. An answer that says nothing new is not written down.
final class Poller: Sendable {
    private let worker: ProviderWorker.Context
    private let queue = Mutex(PollQueue())
    /// Rung when there is more in the queue.
    private let bell = Bell()
    private let states: CallsByID<StatusReply>

    /// How many are loaded at a time.
    private static let page = 10_000
    /// How long it waits for leave before it asks again.
    private static let pause = Duration.milliseconds(500)

    init(_ worker: ProviderWorker.Context) {
        self.worker = worker
        states = .states(of: worker.client)
    }

    /// What is asked about in one call.
    private struct Batch {
        let orders: [PolledOrder]
        /// The term of this server's lease in which it is.
        let term: Int64
    }

    private var name: LeaseName { .provider(worker.provider.id) }
    private var pace: PollPace { worker.provider.terms.pollPace }

    /// Begins to follow an order that the provider has.
    func follow(_ key: SubmissionKey, _ id: UpstreamID) {
        insert([PolledOrder(key, id, pace: pace, at: worker.clocks.instant())])
    }

    private func insert(_ orders: [PolledOrder]) {
        guard !orders.isEmpty else { return }
        queue.withLock { $0.insert(contentsOf: orders) }
        bell.ring()
    }

    /// Follows what others learned that the provider has; it may be followed already.
    private func followRequested() async throws {
        let requests = try await worker.store.pollRequests(for: worker.provider.id, limit: PanelClient.mostIDs)
        guard !requests.isEmpty else { return }
        for request in requests {
            queue.withLock { $0.remove(request.key) }
            follow(request.key, request.upstreamID)
        }
        try await worker.perform(FinishPollRequests(requests.map(\.key)))
    }

    private func listen() async {
        await worker.work(as: .pollRequests) { try await followRequested() }
    }

    func run() async {
        // At least half of what the provider takes at once is left for new orders.
        let most = max(1, Int(worker.provider.terms.maxInFlight) / 2)
        async let loading: Void = load()
        async let listening: Void = listen()
        await pollDue(atOnce: most)
        _ = await (loading, listening)
    }

    private func pollDue(atOnce most: Int) async {
        await withTaskGroup(of: Void.self) { calls in
            var running = 0
            while !worker.isStopping {
                if running >= most {
                    await calls.next()
                    running -= 1
                }
                guard let batch = nextBatch() else {
                    await worker.stop.wait(atMost: restUntilDue, or: bell)
                    continue
                }
                running += 1
                calls.addTask { await self.pollOn(from: batch) }
            }
        }
    }

    private var restUntilDue: Duration {
        guard let due = queue.withLock({ $0.nextDue }) else { return .milliseconds(NextDue.longestRest) }
        let wait = due.since(worker.clocks.instant())
        return wait > 0 ? .milliseconds(min(wait, NextDue.longestRest)) : Poller.pause
    }

    /// Finds the orders that are followed. They are spread over the first interval, not asked for all at once.
    private func load() async {
        var last: SubmissionKey?
        while !worker.isStopping {
            let start = last
            let found = await worker.failures.attempt("find-followed-orders") {
                try await worker.store.watchedSubmissions(of: worker.provider.id, after: start, limit: Poller.page)
            }
            guard let page = found else {
                await worker.pause(.seconds(1))
                continue
            }
            guard let end = page.last?.key else { return }
            last = end
            let (now, instant) = (worker.now(), worker.clocks.instant())
            let orders = page.map { watched in
                PolledOrder(
                    watched.key,
                    watched.upstreamID,
                    // An outcome that was not believed yet counts when it is said again.
                    digest: watched.isDoubtful ? 0 : watched.report?.digest ?? 0,
                    hasOutcome: watched.hasOutcome,
                    unchangedFor: now.milliseconds - watched.updatedAt.milliseconds,
                    pace: pace,
                    at: instant
                )
            }
            insert(orders)
            noteCount()
        }
    }

    /// Makes one call after the other for as long as there is something due.
    private func pollOn(from first: Batch) async {
        var next: Batch? = first
        while let batch = next {
            await poll(batch)
            next = worker.isStopping ? nil : nextBatch()
        }
    }

    private func nextBatch() -> Batch? {
        // After standing still: another server may be asking already.
        guard let term = worker.leases.term(of: name) else { return nil }
        let now = worker.clocks.instant()
        guard let due = queue.withLock({ $0.nextDue }), due <= now, worker.gate.enter(upTo: 1, for: .others) == 1 else {
            return nil
        }
        let most = worker.lists.areTaken(for: .status) ? PanelClient.mostIDs : 1
        let orders = queue.withLock { $0.take(upTo: most, at: now) }
        guard !orders.isEmpty else {
            worker.gate.leave(.unused, for: .others)
            return nil
        }
        return Batch(orders: orders, term: term)
    }

    private func noteCount() {
        worker.gate.noteWatched(queue.withLock { $0.count })
    }

    // MARK: One call

    /// Asks about orders in one call, for which there is leave.
    private func poll(_ batch: Batch) async {
        let orders = batch.orders
        let ids = orders.map(\.upstreamID.description)
        let isList = ids.count > 1 || worker.lists.areTaken(for: .status)
        do throws(PanelClientError) {
            let replies = try await worker.callWithLeave { () async throws(PanelClientError) in
                try await isList ? states.list(ids) : [ids[0]: states.ask(about: ids[0])]
            }
            guard isList, replies.isEmpty, await areUnderstoodAlone(orders, insteadOf: nil) else {
                return await take(replies, of: batch)
            }
        } catch {
            guard isList, await areUnderstoodAlone(orders, insteadOf: error) else { return await putBack(batch) }
        }
        // They are still due, and are asked about one by one.
        insert(orders)
    }

    private func areUnderstoodAlone(_ orders: [PolledOrder], insteadOf failure: PanelClientError?) async -> Bool {
        guard worker.lists.admitTry(.status) else { return false }
        let ids = orders.map(\.upstreamID.description)
        return await !states.understood(of: ids, insteadOf: failure, by: worker).isEmpty
    }

    private func take(_ replies: [String: StatusReply], of batch: Batch) async {
        let currency = worker.currency
        await keep(
            PollRound(batch.orders, pace: pace, at: worker.clocks.instant()) { order in
                switch replies[order.upstreamID.description] {
                case .order(let upstream):
                    .report(digest: upstream.digest(currency: currency)) {
                        UpstreamReport(upstream, currency: currency)
                    }
                case .error(let words): .unknown(words: words)
                case nil: nil
                }
            },
            in: batch.term
        )
    }

    /// Keeps orders of which nothing was heard.
    private func putBack(_ batch: Batch) async {
        await keep(PollRound(unanswered: batch.orders, pace: pace, at: worker.clocks.instant()), in: batch.term)
    }

    /// Puts orders into the queue, and those of which there is news once that is written down.
    ///
    /// What was heard before this server stood still for too long is not: it may be older than what another one has heard
    /// and written down since, and would contradict that.
    private func keep(_ round: PollRound, in term: Int64) async {
        insert(round.unchanged)
        if let command = round.command(of: worker.provider.id, now: worker.now()) {
            let results = await worker.failures.attempt("record-reports") { [self] in
                try await worker.perform(command, retries: 3) { [self] in
                    worker.leases.term(of: name) == term
                }
            }
            insert(round.changed(results, at: worker.clocks.instant()))
        }
        noteCount()
    }
}
