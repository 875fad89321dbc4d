import HeapModule
import PanelCore
import PanelStore

/// The orders that a provider is asked about, by when. A million of them fit in some dozens of megabytes: what a
/// provider says again costs no write.
struct PollQueue {
    /// One order to ask about.
    struct Entry: Comparable {
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

        static func < (left: Entry, right: Entry) -> Bool { left.dueAt < right.dueAt }
        static func == (left: Entry, right: Entry) -> Bool { left.key == right.key && left.dueAt == right.dueAt }
    }

    private var heap = Heap<Entry>()

    var count: Int { heap.count }

    /// When the next order is due.
    var nextDue: Timestamp? { heap.min?.dueAt }

    mutating func insert(_ entry: Entry) {
        heap.insert(entry)
    }

    mutating func insert(contentsOf entries: [Entry]) {
        heap.insert(contentsOf: entries)
    }

    /// Takes an order out. It looks at all entries, so it is for what staff do.
    mutating func remove(_ key: SubmissionKey) {
        guard heap.unordered.contains(where: { $0.key == key }) else { return }
        heap = Heap(heap.unordered.filter { $0.key != key })
    }

    /// Takes up to `count` entries that are due, the longest due first, each order once.
    mutating func take(upTo count: Int, at now: Timestamp) -> [Entry] {
        var entries: [Entry] = []
        while entries.count < count, let next = heap.min, next.dueAt <= now {
            heap.removeMin()
            entries.append(next)
        }
        return entries
    }
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
