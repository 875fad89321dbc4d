/// The orders that a provider is asked about, by when. A million of them fit in a hundred megabytes: what a provider
/// says again costs no write.
///
/// They lie in a heap of seconds, each with the orders that are due in it, in batches: those that one answer told of are
/// put in and taken out together, and are mostly not even moved in memory.
package struct PollQueue: Sendable {
    private var seconds = LeastFirst()
    private var due: [Int64: [[PolledOrder]]] = [:]
    package private(set) var count = 0

    package init() {}

    /// When the next order is due, to the second.
    package var nextDue: Instant? {
        seconds.least.map { Instant(milliseconds: $0 * PollQueue.millisecondsPerSecond) }
    }

    package mutating func insert(_ order: PolledOrder) {
        insert([order], at: order.dueSecond)
    }

    package mutating func insert(contentsOf orders: [PolledOrder]) {
        guard let second = orders.first?.dueSecond else { return }
        if orders.allSatisfy({ $0.dueSecond == second }) {
            insert(orders, at: second)
        } else {
            for (second, orders) in Dictionary(grouping: orders, by: \.dueSecond) { insert(orders, at: second) }
        }
    }

    private mutating func insert(_ batch: [PolledOrder], at second: Int64) {
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

    /// Takes up to `count` orders that are due, the longest due first.
    package mutating func take(upTo count: Int, at now: Instant) -> [PolledOrder] {
        var taken: [PolledOrder] = []
        while taken.count < count, let second = seconds.least,
            second * PollQueue.millisecondsPerSecond <= now.milliseconds
        {
            guard var batch = due[second]?.popLast() else {
                seconds.removeLeast()
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

    /// Takes an order out. It looks at all of them, so it is for what staff do.
    package mutating func remove(_ key: SubmissionKey) {
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

extension PolledOrder {
    /// The second in which it is due. A process may hold moments from before its clock began.
    fileprivate var dueSecond: Int64 {
        let (second, rest) = dueAt.milliseconds.quotientAndRemainder(dividingBy: PollQueue.millisecondsPerSecond)
        return rest < 0 ? second - 1 : second
    }
}

/// Numbers of which the least is at hand: a binary heap.
private struct LeastFirst: Sendable {
    private var numbers: [Int64] = []

    var least: Int64? { numbers.first }

    mutating func insert(_ number: Int64) {
        numbers.append(number)
        var child = numbers.count - 1
        while child > 0, numbers[child] < numbers[(child - 1) / 2] {
            numbers.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeLeast() {
        numbers.swapAt(0, numbers.count - 1)
        numbers.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < numbers.count && numbers[child] < numbers[least]
            {
                least = child
            }
            guard least != parent else { return }
            numbers.swapAt(parent, least)
            parent = least
        }
    }
}
