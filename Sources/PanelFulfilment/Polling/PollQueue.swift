import HeapModule
import PanelCore
import PanelStore

/// The orders that a provider is asked about, by when. A million of them fit in a hundred megabytes: what a provider
/// says again costs no write.
///
/// They lie in a heap of seconds, each with the orders that are due in it: an order is put in and taken out at the end of
/// an array, where a heap of orders would move a path of them through memory.
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
    private var due: [Int64: [Entry]] = [:]
    private(set) var count = 0

    /// When the next order is due, to the second.
    var nextDue: Timestamp? {
        seconds.min.map { Timestamp(milliseconds: $0 * PollQueue.millisecondsPerSecond) }
    }

    mutating func insert(_ entry: Entry) {
        let second = entry.dueAt.milliseconds / PollQueue.millisecondsPerSecond
        due[second, default: []].append(entry)
        if due[second]?.count == 1 { seconds.insert(second) }
        count += 1
    }

    mutating func insert(contentsOf entries: [Entry]) {
        for entry in entries { insert(entry) }
    }

    /// Takes up to `count` entries that are due, the longest due first.
    mutating func take(upTo count: Int, at now: Timestamp) -> [Entry] {
        var taken: [Entry] = []
        while taken.count < count, let second = seconds.min,
            second * PollQueue.millisecondsPerSecond <= now.milliseconds
        {
            let isEmpty = take(upTo: count - taken.count, from: second, into: &taken)
            guard isEmpty else { break }
            seconds.removeMin()
            due[second] = nil
        }
        self.count -= taken.count
        return taken
    }

    /// - Returns: Whether nothing is left of that second.
    private mutating func take(upTo count: Int, from second: Int64, into taken: inout [Entry]) -> Bool {
        guard let left = due[second]?.count else { return true }
        let moved = min(count, left)
        taken.append(contentsOf: due[second, default: []].suffix(moved))
        due[second]?.removeLast(moved)
        return moved == left
    }

    /// Takes an order out. It looks at all entries, so it is for what staff do.
    mutating func remove(_ key: SubmissionKey) {
        for (second, entries) in due where entries.contains(where: { $0.key == key }) {
            let kept = entries.filter { $0.key != key }
            count -= entries.count - kept.count
            // A second without orders is passed over when it comes.
            due[second] = kept
        }
    }

    private static let millisecondsPerSecond: Int64 = 1000
}

extension PollQueue.Entry {
    /// An order that is to be asked about now.
    init(_ watched: WatchedSubmission, dueAt: Timestamp) {
        self.init(
            key: watched.key,
            upstreamID: watched.upstreamID,
            dueAt: dueAt,
            changedAt: watched.updatedAt,
            digest: watched.report?.digest ?? 0,
            outcomeChecks: watched.hasOutcome ? 0 : nil
        )
    }
}
