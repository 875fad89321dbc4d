/// Keeps a link with which the panel's first owner can be made.
package struct KeepFirstOwnerLink: Command {
    package let token: TokenDigest
    package let now: Timestamp

    package init(_ token: TokenDigest, now: Timestamp) {
        self.token = token
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.anyOwner = true
    }

    /// - Returns: Whether the panel needs one: it has no owner.
    package func execute(in scope: inout Scope) throws(Never) -> Bool {
        guard !scope.hasOwner else { return false }
        scope.insert(OneTimeLink(token, for: .makeOwner, at: now))
        return true
    }
}
