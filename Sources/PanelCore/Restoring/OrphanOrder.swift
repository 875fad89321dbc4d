/// An order of this panel at a provider that no order here has: most often one of a life that was lost.
///
/// What is stored as one is never taken as evidence for another order. A person may link it.
package struct OrphanOrder: Record {
    package static let lockRank = LockRank.last

    package let upstream: UpstreamOrderKey
    /// What the provider said of it.
    package let details: Details
    package let seenAt: Timestamp

    /// What a provider says of an order that it lists; each as far as it says it, at most ``longest`` bytes.
    package struct Details: Sendable, Equatable {
        package let status: String?
        package let charge: Money?
        /// The provider's id of the service.
        package let service: String?
        package let link: String?
        package let quantity: Int64?
        /// When it was made, in the provider's words.
        package let created: String?

        package static let longest = 2048

        package init(
            status: String? = nil,
            charge: Money? = nil,
            service: String? = nil,
            link: String? = nil,
            quantity: Int64? = nil,
            created: String? = nil
        ) {
            self.status = status.map { $0.cut(toBytes: Details.longest) }
            self.charge = charge
            self.service = service.map { $0.cut(toBytes: Details.longest) }
            self.link = link.map { $0.cut(toBytes: Details.longest) }
            self.quantity = quantity
            self.created = created.map { $0.cut(toBytes: Details.longest) }
        }
    }

    package var key: UpstreamOrderKey { upstream }

    package init(_ upstream: UpstreamOrderKey, details: Details = Details(), seenAt: Timestamp) {
        self.upstream = upstream
        self.details = details
        self.seenAt = seenAt
    }
}

/// Notes orders at providers that no order here has. What an order here has by now is left out.
package struct RecordOrphans: Command {
    package let orphans: [OrphanOrder]

    /// How many were noted.
    package typealias Outcome = Int
    package typealias Refusal = Never

    package init(_ orphans: [OrphanOrder]) {
        self.orphans = orphans
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.upstreamOrders.formUnion(orphans.map(\.upstream))
        reads.load(OrphanOrder.self, orphans.map(\.upstream))
    }

    package func execute(in scope: inout Scope) -> Int {
        var count = 0
        for orphan in orphans where scope.holder(of: orphan.upstream) == nil {
            if scope[OrphanOrder.self, orphan.upstream] == nil { scope.insert(orphan) }
            count += 1
        }
        return count
    }
}
