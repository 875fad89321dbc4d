/// The state of a batch while its commands run one after the other, each seeing what those before it did.
///
/// Not thread-safe: one store uses it within one transaction.
package final class WorkingSet {
    let snapshot: Snapshot
    /// What the commands that were not refused have changed so far.
    package private(set) var changes = Changes()

    package init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
    }

    /// Runs one command. A refused one changes nothing.
    package func run<C: Decision>(_ command: C) -> Result<C.Outcome, C.Refusal> {
        var scope = Scope(over: self)
        do throws(C.Refusal) {
            let outcome = try command.execute(in: &scope)
            changes.merge(scope.changes)
            return .success(outcome)
        } catch {
            return .failure(error)
        }
    }
}
