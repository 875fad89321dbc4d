/// What may be sent to a provider at a moment, of what waits for it.
package struct SendingRule: Sendable {
    private let terms: ProviderTerms
    private let isPaused: Bool
    private let now: Timestamp

    /// - Parameters:
    ///   - terms: The provider's.
    ///   - isPaused: Whether staff stopped new orders.
    package init(_ terms: ProviderTerms, isPaused: Bool, at now: Timestamp) {
        (self.terms, self.isPaused, self.now) = (terms, isPaused, now)
    }

    /// Whether a submission that goes to the provider may be sent. A paused one gets nothing new; what it may have already
    /// is sent again as long as it knows the key, else it is for ``Investigation/Round``.
    package func admits(_ submission: Submission) -> Bool {
        (!isPaused || submission.state == .uncertain) && submission.canBeClaimed(at: now, under: terms)
    }
}
