/// What one business operation needs and does: the part that every ``Command`` has, and that one of staff has before it is
/// ``Audited``.
///
/// It is a value that says what it needs and decides by what it is given. It knows no clock and no
/// database; whoever makes it puts the time in. A store loads and locks what ``declareReads(in:)`` names,
/// runs any number of commands over it, writes what they changed and commits once.
package protocol Decision: Sendable {
    /// What the caller learns when the command is carried out.
    associatedtype Outcome: Sendable
    /// Why it may be refused.
    associatedtype Refusal: Error & Sendable

    /// Adds the keys of all that ``execute(in:)`` looks at, and counts the ids that it allots.
    func declareReads(in reads: inout ReadSet)

    /// Decides. This is the only place with rules; what it wrote counts only if it returns.
    func execute(in scope: inout Scope) throws(Refusal) -> Outcome
}

/// A decision that a store takes as it is. What staff decide is none: a ``StaffCommand`` becomes one as ``Audited``, so that
/// nobody can leave the audit out.
package protocol Command: Decision {}
