import PanelCore
import Synchronization

/// Hands out ids from blocks that this server has to itself, where several servers work with one database: a row that
/// every batch of every server changes would make them wait for each other.
///
/// Ids grow on each server, and all servers' together about with time: a block that is a minute old is given up for a
/// newer one if another server has taken ids since.
final class IDAllotter: Sendable {
    /// What is asked of the database for one kind.
    struct Request {
        let name: String
        /// How many ids are wanted.
        let size: Int64
        /// Where the sequence stands if nobody took ids since the last time. Then nothing is to be taken now, because
        /// what is left will do. Else 0.
        let unlessAt: Int64
    }

    private struct Block {
        var next: Int64 = 0
        var end: Int64 = 0
        var size: Int64
        var age = ContinuousClock.now

        init(_ name: String) {
            size = IDAllotter.leastIDs[name] ?? 1
        }
    }

    /// How many ids are taken at first. What staff make one by one is numbered without large gaps.
    private static let leastIDs: [String: Int64] = ["orders": 256, "events": 256, "refills": 16]
    private static let mostIDs: Int64 = 65_536
    private static let longestAge = Duration.seconds(60)

    private let blocks = Mutex<[String: Block]>([:])

    /// What is missing before `counts` can be taken.
    func requests(for counts: IDCounts) -> [Request] {
        let now = ContinuousClock.now
        return blocks.withLock { blocks in
            IDSequence.used(by: counts).compactMap { sequence in
                let name = sequence.name
                let count = counts[keyPath: sequence.count]
                guard count > 0 else { return nil }
                var block = blocks[name, default: Block(name)]
                let suffices = block.end - block.next >= count
                let isOld = now - block.age > IDAllotter.longestAge
                guard !suffices || isOld else { return nil }
                // Who uses a block up within a second takes twice as many next time.
                let isBusy = !suffices && now - block.age < .seconds(1)
                block.size = min(max(isBusy ? 2 * block.size : block.size, count), IDAllotter.mostIDs)
                blocks[name] = block
                return Request(name: name, size: max(block.size, count), unlessAt: suffices ? block.end : 0)
            }
        }
    }

    /// Takes in what the database answered: its sequence stands at `end` now.
    func receive(_ request: Request, end: Int64) {
        blocks.withLock { blocks in
            var block = blocks[request.name, default: Block(request.name)]
            block.age = .now
            if end != request.unlessAt {
                // Goes on where the last one ended, unless ids in between are somebody else's.
                if block.end != end - request.size { block.next = end - request.size }
                block.end = end
            }
            blocks[request.name] = block
        }
    }

    /// The first of `counts` ids of each kind, which are nobody else's from now on, or `nil` when there are too few.
    func take(_ counts: IDCounts) -> IDCounts? {
        blocks.withLock { blocks in
            var first = IDCounts()
            let sequences = IDSequence.used(by: counts)
            for sequence in sequences where counts[keyPath: sequence.count] > 0 {
                let count = counts[keyPath: sequence.count]
                guard let block = blocks[sequence.name], block.end - block.next >= count else { return nil }
                first[keyPath: sequence.count] = block.next
            }
            for sequence in sequences { blocks[sequence.name]?.next += counts[keyPath: sequence.count] }
            return first
        }
    }

    /// Uses no id of a new order up to `floor` any more.
    func drop(ordersUpTo floor: Int64) {
        blocks.withLock { blocks in
            guard let block = blocks["orders"], block.next <= floor else { return }
            blocks["orders"]?.next = min(floor + 1, block.end)
        }
    }

    /// Takes back what was not used of ids that were taken, unless more were taken since.
    func giveBack(first: IDCounts, taken: IDCounts, used: IDCounts) {
        blocks.withLock { blocks in
            for sequence in IDSequence.used(by: taken) {
                let (name, count) = (sequence.name, sequence.count)
                guard taken[keyPath: count] > used[keyPath: count],
                    blocks[name]?.next == first[keyPath: count] + taken[keyPath: count]
                else { continue }
                blocks[name]?.next = first[keyPath: count] + used[keyPath: count]
            }
        }
    }
}

/// The ids that one batch uses, however often its transaction is repeated.
final class IDLease: Sendable {
    private let allotter: IDAllotter
    private let counts: IDCounts
    private let taken = Mutex<(first: IDCounts, counts: IDCounts)?>(nil)

    init(_ counts: IDCounts, from allotter: IDAllotter) {
        self.counts = counts
        self.allotter = allotter
    }

    /// The first ids, for the first or another try.
    ///
    /// - Throws: ``Exhausted`` when another batch was faster.
    func begin() throws -> IDCounts {
        giveBack()
        guard let first = allotter.take(counts) else { throw Exhausted() }
        taken.withLock { $0 = (first, counts) }
        return first
    }

    /// Leaves to others what this try did not use.
    func keep(_ used: IDCounts) {
        taken.withLock { taken in
            guard let ids = taken else { return }
            allotter.giveBack(first: ids.first, taken: ids.counts, used: used)
            taken = (ids.first, used)
        }
    }

    /// Leaves all to others: nothing was written.
    func giveBack() {
        keep(IDCounts())
        taken.withLock { $0 = nil }
    }

    struct Exhausted: Error {}

    /// Orders up to `floor` are all known: none may be added among them.
    struct Passed: Error {
        let floor: Int64
    }
}
