import HeapModule
import PanelCore
import PanelStore

/// The orders that a provider is asked about, by when. A million of them fit in a hundred megabytes: what a provider
/// says again costs no write.
///
/// They lie in a heap of seconds, each with the orders that are due in it, in batches: those that one answer told of are
/// put in and taken out together, and are mostly not even moved in memory.
struct PollQueue {
    /// One order to ask about.
    struct Entry {
        let key: SubmissionKey
        let upstreamID: UpstreamID
        var dueAt: Timestamp
        /// When something last changed, or the outcome came.
        var changedAt: Timestamp
        /// Of what was said last.
        var digest: Int
        /// How many answers in a row were the same.
        var unchanged: UInt8 = 0
        /// How often the outcome was looked at again; `nil` while there is none.
        var outcomeChecks: UInt8?
        /// Whether staff were told that nothing is heard of it.
        var isReportedSilent = false
    }

    private var seconds = Heap<Int64>()
    private var due: [Int64: [[Entry]]] = [:]
    private(set) var count = 0

    /// When the next order is due, to the second.
    var nextDue: Timestamp? {
        seconds.min.map { Timestamp(milliseconds: $0 * PollQueue.millisecondsPerSecond) }
    }

    mutating func insert(_ entry: Entry) {
        insert([entry], at: entry.dueSecond)
    }

    mutating func insert(contentsOf entries: [Entry]) {
        guard let second = entries.first?.dueSecond else { return }
        if entries.allSatisfy({ $0.dueSecond == second }) {
            insert(entries, at: second)
        } else {
            for (second, entries) in Dictionary(grouping: entries, by: \.dueSecond) { insert(entries, at: second) }
        }
    }

    private mutating func insert(_ batch: [Entry], at second: Int64) {
        count += batch.count
        if due[second] == nil { seconds.insert(second) }
        // Small ones are put together, so that they do not take more room than their orders.
        if let last = due[second]?.indices.last, let size = due[second]?[last].count,
            size + batch.count <= PollQueue.smallBatch
        {
            due[second]?[last] += batch
        } else {
            due[second, default: []].append(batch)
        }
    }

    /// Takes up to `count` entries that are due, the longest due first.
    mutating func take(upTo count: Int, at now: Timestamp) -> [Entry] {
        var taken: [Entry] = []
        while taken.count < count, let second = seconds.min,
            second * PollQueue.millisecondsPerSecond <= now.milliseconds
        {
            guard var batch = due[second]?.popLast() else {
                seconds.removeMin()
                due[second] = nil
                continue
            }
            let room = count - taken.count
            if batch.count > room {
                taken += batch.suffix(room)
                batch.removeLast(room)
                due[second]?.append(batch)
            } else if taken.isEmpty {
                taken = batch
            } else {
                taken += batch
            }
        }
        self.count -= taken.count
        return taken
    }

    /// Takes an order out. It looks at all entries, so it is for what staff do.
    mutating func remove(_ key: SubmissionKey) {
        for (second, batches) in due {
            for (index, batch) in batches.enumerated() where batch.contains(where: { $0.key == key }) {
                let kept = batch.filter { $0.key != key }
                count -= batch.count - kept.count
                // A batch without orders is passed over when it comes.
                due[second]?[index] = kept
            }
        }
    }

    fileprivate static let millisecondsPerSecond: Int64 = 1000
    private static let smallBatch = 100
}

extension PollQueue.Entry {
    fileprivate var dueSecond: Int64 { dueAt.milliseconds / PollQueue.millisecondsPerSecond }

    /// An order that is to be asked about now.
    init(_ watched: WatchedSubmission, dueAt: Timestamp) {
        self.init(
            key: watched.key,
            upstreamID: watched.upstreamID,
            dueAt: dueAt,
            changedAt: watched.updatedAt,
            // An outcome that was not believed yet counts when it is said again.
            digest: watched.isDoubtful ? 0 : watched.report?.digest ?? 0,
            outcomeChecks: watched.hasOutcome ? 0 : nil
        )
    }
}
