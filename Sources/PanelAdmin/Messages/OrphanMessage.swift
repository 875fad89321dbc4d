package import PanelCore

/// An order at a provider that no order here has, as it was seen after a restore.
package struct OrphanMessage: Codable, Sendable {
    package let provider: String
    package let upstreamID: String
    package let status: String?
    package let charge: String?
    /// The provider's id of the service.
    package let service: String?
    package let link: String?
    package let quantity: Int64?
    /// When it was made, in the provider's words.
    package let created: String?
    package let seenAt: String

    enum CodingKeys: String, CodingKey {
        case provider
        case upstreamID = "upstream_id"
        case status
        case charge
        case service
        case link
        case quantity
        case created
        case seenAt = "seen_at"
    }

    package init(_ orphan: OrphanOrder, provider: String) {
        self.provider = provider
        upstreamID = orphan.upstream.id.description
        status = orphan.details.status
        charge = orphan.details.charge?.description
        service = orphan.details.service
        link = orphan.details.link
        quantity = orphan.details.quantity
        created = orphan.details.created
        seenAt = orphan.seenAt.iso8601
    }
}
