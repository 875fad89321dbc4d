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

    /// What was heard of an order and has to be written down.
    private struct Heard {
        let order: PolledOrder
        let answer: PolledOrder.Answer
        let news: PolledOrder.News
        let record: RecordReports.Answer
    }

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
            let isMore = (try? await followRequested()) ?? true
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
            guard
                let page = try? await worker.store.watchedSubmissions(
                    of: worker.provider.id,
                    after: last,
                    limit: Poller.page
                )
            else {
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
        let instant = worker.clocks.instant()
        var changed: [Heard] = []
        var same: [PolledOrder] = []
        same.reserveCapacity(orders.count)
        for order in orders {
            let reply = replies[order.upstreamID.description]
            if let heard = heard(reply, of: order, else: .missing, at: instant) {
                changed.append(heard)
            } else {
                same.append(order.repeated(pace: pace, at: instant))
            }
        }
        await keep(same, recording: changed, at: instant)
    }

    /// What a reply says that was not known; `nil` when it says nothing new. Only then a report is made of it.
    ///
    /// - Parameter silence: What it is when there is no reply.
    private func heard(
        _ reply: StatusReply?,
        of order: PolledOrder,
        else silence: PolledOrder.Answer,
        at instant: Instant
    ) -> Heard? {
        let answer: PolledOrder.Answer =
            switch reply {
            case .order(let upstream): .report(digest: upstream.digest(currency: worker.currency))
            case .error(let words): .unknown(digest: words.hashValue)
            case nil: silence
            }
        guard let news = order.news(in: answer, at: instant) else { return nil }
        let record: RecordReports.Answer
        switch (news, reply) {
        case (.report, .order(let upstream)): record = .report(UpstreamReport(upstream, currency: worker.currency))
        case (.unknown, .error(let words)): record = .unknown(words: words)
        case (.silent(let days), _): record = .silent(days: days)
        case (.settled, _): record = .settled
        case (.report, _), (.unknown, _): return nil
        }
        return Heard(order: order, answer: answer, news: news, record: record)
    }

    /// Keeps orders of which nothing was heard. Staff are told of what has been silent for too long.
    private func putBack(_ orders: [PolledOrder]) async {
        let instant = worker.clocks.instant()
        var silent: [Heard] = []
        var others: [PolledOrder] = []
        for order in orders {
            if let heard = heard(nil, of: order, else: .unheard, at: instant) {
                silent.append(heard)
            } else {
                others.append(order.postponed(by: pace.base, at: instant))
            }
        }
        await keep(others, recording: silent, at: instant)
    }

    /// Puts orders into the queue, and those of which there is news once that is written down.
    private func keep(_ orders: [PolledOrder], recording changed: [Heard], at instant: Instant) async {
        insert(orders)
        if !changed.isEmpty { await record(changed, at: instant) }
        noteCount()
    }

    private func record(_ changed: [Heard], at instant: Instant) async {
        let command = RecordReports(
            provider: worker.provider.id,
            items: changed.map { .init(key: $0.order.key, upstreamID: $0.order.upstreamID, answer: $0.record) },
            now: worker.now()
        )
        let results = try? await worker.perform(command, retries: 3)
        let kept = changed.compactMap { heard in
            guard let results else { return heard.order.postponed(by: pace.base, at: worker.clocks.instant()) }
            return heard.order.after(heard.news, heard.answer, results[heard.order.key], pace: pace, at: instant)
        }
        insert(kept)
    }
}
