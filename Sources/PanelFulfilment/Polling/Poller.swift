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
    /// How long it waits for leave before it asks again, and for what is noted together.
    private static let pause = Duration.milliseconds(500)

    init(_ worker: ProviderWorker.Context) {
        self.worker = worker
        states = .states(of: worker.client)
    }

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
    ///
    /// - Returns: Whether there may be more.
    private func followRequested() async throws -> Bool {
        let requests = try await worker.store.pollRequests(for: worker.provider.id, limit: PanelClient.mostIDs)
        guard !requests.isEmpty else { return false }
        for request in requests {
            queue.withLock { $0.remove(request.key) }
            follow(request.key, request.upstreamID)
        }
        try await worker.perform(FinishPollRequests(requests.map(\.key)))
        return requests.count == PanelClient.mostIDs
    }

    private func listen() async {
        let bell = worker.bell(for: .pollRequests(worker.provider.id))
        while !worker.isStopping {
            // What can not be read now is read in the next round.
            let isMore = await worker.failures.attempt("follow-linked-orders") { try await followRequested() } ?? true
            await worker.pause(Poller.pause)
            if !isMore { await worker.sleep(NextDue.longestRest, or: bell) }
        }
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
    private func pollOn(from first: [PolledOrder]) async {
        var next: [PolledOrder]? = first
        while let batch = next {
            await poll(batch)
            next = worker.isStopping ? nil : nextBatch()
        }
    }

    private func nextBatch() -> [PolledOrder]? {
        // After standing still: another server may be asking already, and what both hear could be written down in the
        // wrong order.
        guard worker.leases.holds(.provider(worker.provider.id)) else { return nil }
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
        return orders
    }

    private func noteCount() {
        worker.gate.noteWatched(queue.withLock { $0.count })
    }

    // MARK: One call

    /// Asks about orders in one call, for which there is leave.
    private func poll(_ orders: [PolledOrder]) async {
        let ids = orders.map(\.upstreamID.description)
        let isList = ids.count > 1 || worker.lists.areTaken(for: .status)
        do throws(PanelClientError) {
            let replies = try await worker.callWithLeave { () async throws(PanelClientError) in
                try await isList ? states.list(ids) : [ids[0]: states.ask(about: ids[0])]
            }
            guard isList, replies.isEmpty, await areUnderstoodAlone(orders, insteadOf: nil) else {
                return await take(replies, of: orders)
            }
        } catch {
            guard isList, await areUnderstoodAlone(orders, insteadOf: error) else { return await putBack(orders) }
        }
        // They are still due, and are asked about one by one.
        insert(orders)
    }

    private func areUnderstoodAlone(_ orders: [PolledOrder], insteadOf failure: PanelClientError?) async -> Bool {
        guard worker.lists.admitTry(.status) else { return false }
        let ids = orders.map(\.upstreamID.description)
        return await !states.understood(of: ids, insteadOf: failure, by: worker).isEmpty
    }

    private func take(_ replies: [String: StatusReply], of orders: [PolledOrder]) async {
        let currency = worker.currency
        await keep(
            PollRound(orders, pace: pace, at: worker.clocks.instant()) { order in
                switch replies[order.upstreamID.description] {
                case .order(let upstream):
                    .report(digest: upstream.digest(currency: currency)) {
                        UpstreamReport(upstream, currency: currency)
                    }
                case .error(let words): .unknown(words: words)
                case nil: nil
                }
            }
        )
    }

    /// Keeps orders of which nothing was heard.
    private func putBack(_ orders: [PolledOrder]) async {
        await keep(PollRound(unanswered: orders, pace: pace, at: worker.clocks.instant()))
    }

    /// Puts orders into the queue, and those of which there is news once that is written down.
    private func keep(_ round: PollRound) async {
        insert(round.unchanged)
        if let command = round.command(of: worker.provider.id, now: worker.now()) {
            let results = await worker.failures.attempt("record-reports") {
                try await worker.perform(command, retries: 3)
            }
            insert(round.changed(results, at: worker.clocks.instant()))
        }
        noteCount()
    }
}
