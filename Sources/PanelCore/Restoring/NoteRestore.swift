/// That the panel goes on from a copy of its database.
package struct Restore: Record {
    package static let lockRank = LockRank.last

    /// The first order of the life that begins: ids below it were given out before.
    package let firstOrder: OrderID
    package let at: Timestamp

    package var key: OrderID { firstOrder }

    package init(firstOrder: OrderID, at: Timestamp) {
        self.firstOrder = firstOrder
        self.at = at
    }
}

/// Notes a restore, before anything else is done about it.
///
/// From then on no id that a provider gave before counts as the last one known: what was made in the life that was lost
/// has a higher one, and would pass for what a new attempt made. And for ``Submission/hoursInDoubt`` nothing that shows
/// up at a provider is evidence: requests of the lost life may still be carried out.
package struct NoteRestore: Command {
    package let restore: Restore

    package typealias Outcome = Void
    package typealias Refusal = Never

    package init(_ restore: Restore) {
        self.restore = restore
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Restore.self, restore.key)
    }

    package func execute(in scope: inout Scope) {
        if scope[Restore.self, restore.key] == nil { scope.insert(restore) }
    }
}
