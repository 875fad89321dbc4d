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

    /// How many are loaded at a time.
    private static let page = 10_000
    private static let longestPause = Duration.milliseconds(500)

    init(_ worker: ProviderWorker.Context) {
        self.worker = worker
    }

    /// Begins to follow an order that the provider has.
    func follow(_ key: SubmissionKey, _ id: UpstreamID, at now: Timestamp) {
        let dueAt = now.adding(seconds: min(worker.provider.terms.pollSeconds, 60))
        let entry = PollQueue.Entry(key: key, upstreamID: id, dueAt: dueAt, changedAt: now, digest: 0)
        queue.withLock { $0.insert(entry) }
    }

    /// Follows what others learned that the provider has; it may be followed already.
    private func followRequested() async throws {
        let requests = try await worker.store.pollRequests(for: worker.provider.id, limit: PanelClient.mostIDs)
        guard !requests.isEmpty else { return }
        for request in requests {
            queue.withLock { $0.remove(request.key) }
            follow(request.key, request.upstreamID, at: worker.now())
        }
        try await worker.perform(FinishPollRequests(requests.map(\.key)))
    }

    private func listen() async {
        while !worker.isStopping {
            // What can not be read now is read in the next round.
            try? await followRequested()
            await worker.pause(Poller.longestPause)
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
                    await worker.pause(Poller.longestPause)
                    continue
                }
                running += 1
                calls.addTask { await self.pollOn(from: batch) }
            }
        }
    }

    /// Finds the orders that are followed. They are spread over the first interval, not asked for all at once.
    private func load() async {
        var last: SubmissionKey?
        let interval = max(1, worker.provider.terms.pollSeconds * 1000)
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
            let now = worker.now().milliseconds
            let entries = page.map { watched in
                let due = watched.updatedAt.milliseconds + interval
                return PollQueue.Entry(watched, dueAt: Timestamp(milliseconds: min(due, now + interval)))
            }
            queue.withLock { $0.insert(contentsOf: entries) }
            noteCount()
        }
    }

    /// Makes one call after the other for as long as there is something due.
    private func pollOn(from first: [PollQueue.Entry]) async {
        var next: [PollQueue.Entry]? = first
        while let batch = next {
            await poll(batch)
            next = worker.isStopping ? nil : nextBatch()
        }
    }

    private func nextBatch() -> [PollQueue.Entry]? {
        guard let due = queue.withLock({ $0.nextDue }), due <= worker.now(), worker.gate.enter(upTo: 1) == 1 else {
            return nil
        }
        let entries = queue.withLock { $0.take(upTo: PanelClient.mostIDs, at: worker.now()) }
        guard !entries.isEmpty else {
            worker.gate.leave(.unused)
            return nil
        }
        return entries
    }

    private func noteCount() {
        worker.gate.noteWatched(queue.withLock { $0.count })
    }

    // MARK: One call

    private func poll(_ entries: [PollQueue.Entry]) async {
        let replies: [String: StatusReply]
        do throws(PanelClientError) {
            replies = try await worker.client.statuses(of: entries.map(\.upstreamID.description))
            worker.gate.leave(.answered)
        } catch {
            worker.gate.leave(.failed(error.description), asking: error.retryAfter)
            return putBack(entries, after: worker.provider.terms.pollSeconds)
        }
        let now = worker.now()
        var changed: [(entry: PollQueue.Entry, answer: RecordReports.Answer, digest: Int)] = []
        var same: [PollQueue.Entry] = []
        same.reserveCapacity(entries.count)
        for entry in entries {
            guard let (answer, digest) = news(of: entry, replies[entry.upstreamID.description], at: now) else {
                same.append(entry.repeated(at: now, base: worker.provider.terms.pollSeconds))
                continue
            }
            changed.append((entry, answer, digest))
        }
        let entriesToKeep = same
        queue.withLock { $0.insert(contentsOf: entriesToKeep) }
        if !changed.isEmpty { await record(changed, at: now) }
        noteCount()
    }

    /// What an answer says that was not known; `nil` when it says nothing new.
    private func news(
        of entry: PollQueue.Entry,
        _ reply: StatusReply?,
        at now: Timestamp
    ) -> (RecordReports.Answer, digest: Int)? {
        switch reply {
        case .order(let order):
            let digest = order.digest(currency: worker.currency)
            if digest != entry.digest {
                return (.report(UpstreamReport(order, currency: worker.currency)), digest)
            }
        case .error(let words):
            let digest = words.hashValue
            if digest != entry.digest { return (.unknown(words: words), digest) }
        case nil:
            // The answer left it out: the next one may not.
            return nil
        }
        if let checks = entry.outcomeChecks, Int(checks) + 1 >= PollPlan.outcomeChecks.count {
            return (.settled, entry.digest)
        }
        let silentSince = entry.changedAt.adding(days: PollPlan.silentDays)
        if entry.outcomeChecks == nil, !entry.isReportedSilent, now >= silentSince {
            return (.silent(days: PollPlan.silentDays), entry.digest)
        }
        return nil
    }

    private func record(
        _ changed: [(entry: PollQueue.Entry, answer: RecordReports.Answer, digest: Int)],
        at now: Timestamp
    ) async {
        let items = changed.map { change in
            RecordReports.Item(key: change.entry.key, upstreamID: change.entry.upstreamID, answer: change.answer)
        }
        let command = RecordReports(
            provider: worker.provider.id,
            items: items,
            now: now
        )
        guard let results = try? await worker.perform(command, retries: 3) else {
            return putBack(changed.map(\.entry), after: worker.provider.terms.pollSeconds)
        }
        let kept = changed.compactMap { change -> PollQueue.Entry? in
            change.entry.after(change.answer, results[change.entry.key], change.digest, at: now, worker.provider.terms)
        }
        queue.withLock { $0.insert(contentsOf: kept) }
    }

    private func putBack(_ entries: [PollQueue.Entry], after seconds: Int64) {
        let due = worker.now().adding(seconds: seconds)
        let later = entries.map { entry in
            var entry = entry
            entry.dueAt = due
            return entry
        }
        queue.withLock { $0.insert(contentsOf: later) }
    }
}

extension PollQueue.Entry {
    /// The entry after an answer that said nothing new.
    fileprivate func repeated(at now: Timestamp, base: Int64) -> PollQueue.Entry {
        var entry = self
        if let checks = outcomeChecks {
            let next = PollPlan.outcomeCheck(Int(checks) + 1, after: changedAt)
            entry.outcomeChecks = checks + 1
            entry.dueAt = next ?? now.adding(seconds: base)
            return entry
        }
        entry.unchanged = min(unchanged, 250) + 1
        entry.dueAt = now.adding(seconds: PollPlan.pause(base: base, unchanged: Int64(entry.unchanged)))
        return entry
    }

    /// The entry after an answer that was written down; `nil` when it need not be followed any longer.
    fileprivate func after(
        _ answer: RecordReports.Answer,
        _ result: RecordReports.Result?,
        _ digest: Int,
        at now: Timestamp,
        _ terms: ProviderTerms
    ) -> PollQueue.Entry? {
        var entry = self
        entry.digest = digest
        switch (result, answer) {
        case (.dropped, _), (nil, _): return nil
        case (.open, .silent):
            entry.isReportedSilent = true
            entry.dueAt = now.adding(seconds: PollPlan.longestPause)
        case (.open, _):
            entry.unchanged = 0
            entry.changedAt = now
            entry.isReportedSilent = false
            entry.dueAt = now.adding(seconds: terms.pollSeconds)
        case (.doubtful, _):
            // What it says then counts, even if it is the same.
            entry.digest = 0
            entry.dueAt = now.adding(seconds: Submission.secondLook)
        case (.settled, _):
            entry.outcomeChecks = 0
            entry.changedAt = now
            entry.dueAt = PollPlan.outcomeCheck(0, after: now) ?? now
        }
        return entry
    }
}
