/// One attempt to hand an order to a provider: what an answer, or what was found out, is about.
package struct Attempt: Sendable, Equatable {
    package let key: SubmissionKey
    package let provider: ProviderID
    /// Counted from 1 for each submission.
    package let number: Int64

    package init(of key: SubmissionKey, to provider: ProviderID, number: Int64) {
        self.key = key
        self.provider = provider
        self.number = number
    }
}

extension ReadSet {
    /// What it takes to settle an order by its submissions, after one of them was perhaps linked to `upstreamID`.
    mutating func insert(_ attempt: Attempt, linking upstreamID: UpstreamID?) {
        runs.insert(attempt.key)
        orders.insert(attempt.key.order)
        balancesOfOrders.insert(attempt.key.order)
        guard let upstreamID else { return }
        let upstream = UpstreamOrderKey(provider: attempt.provider, id: upstreamID)
        upstreamOrders.insert(upstream)
        load(OrphanOrder.self, upstream)
    }
}
