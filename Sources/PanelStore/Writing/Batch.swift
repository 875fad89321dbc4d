package import PanelCore
import Synchronization

/// Commands that share one transaction.
package struct Batch: Sendable {
    private let items: [any BatchItem]
    private let made = MadeWork()

    init(_ items: [any BatchItem]) {
        self.items = items
    }

    package var count: Int { items.count }

    /// All that its commands look at, together.
    package var reads: ReadSet {
        var reads = ReadSet()
        for item in items { item.declareReads(in: &reads) }
        return reads
    }

    /// Runs the commands in order over what was loaded for ``reads``.
    ///
    /// May be called again with a new snapshot when a transaction has to be repeated: only the last call counts.
    ///
    /// - Returns: What has to be written.
    package func fold(over snapshot: Snapshot) -> Changes {
        let working = WorkingSet(snapshot)
        for item in items { item.run(in: working) }
        made.work.withLock { $0 = working.changes.work }
        return working.changes
    }

    /// What its commit gives to do. To be asked for after it.
    var work: Set<Work> { made.work.withLock { $0 } }

    /// Tells every caller what its command came to. To be called once, after the commit.
    func answer() {
        for item in items { item.answer() }
    }

    /// Tells every caller that its command was not carried out, or may not have been.
    func fail(_ error: any Error) {
        for item in items { item.fail(error) }
    }

    /// A batch of its own for each command.
    var singles: [Batch] {
        items.map { Batch([$0]) }
    }
}

/// What the last fold of a batch gives to do.
private final class MadeWork: Sendable {
    let work = Mutex<Set<Work>>([])
}

/// A command on its way through a batch, whatever its type.
protocol BatchItem: AnyObject, Sendable {
    func declareReads(in reads: inout ReadSet)
    func run(in working: WorkingSet)
    func answer()
    func fail(_ error: any Error)
}
