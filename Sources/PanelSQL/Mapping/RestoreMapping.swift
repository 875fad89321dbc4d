import PanelCore

extension Restore: StoredRecord {
    static let mapping = TableMapping<Restore>(
        "restores",
        key: ["first_order": { .integer($0.rawValue) }],
        columns: ["at": { .integer($0.at.milliseconds) }]
    ) { reader in
        Restore(firstOrder: reader.id(), at: reader.timestamp())
    }
}

extension OrphanOrder: StoredRecord {
    static let mapping = TableMapping<OrphanOrder>(
        "orphan_orders",
        key: ["provider_id": { .integer($0.provider.rawValue) }, "upstream_id": { .text($0.id.description) }],
        columns: [
            "seen_at": { .integer($0.seenAt.milliseconds) },
            "status": { SQLValue($0.details.status) },
            "charge": { SQLValue($0.details.charge?.micros) },
            "service": { SQLValue($0.details.service) },
            "link": { SQLValue($0.details.link) },
            "quantity": { SQLValue($0.details.quantity) },
            "created": { SQLValue($0.details.created) },
        ]
    ) { reader in
        let upstream = UpstreamOrderKey(provider: reader.id(), id: UpstreamID(unchecked: reader.text()))
        let seenAt = reader.timestamp()
        let details = Details(
            status: reader.optionalText(),
            charge: reader.optionalInteger().map(Money.init(micros:)),
            service: reader.optionalText(),
            link: reader.optionalText(),
            quantity: reader.optionalInteger(),
            created: reader.optionalText()
        )
        return OrphanOrder(upstream, details: details, seenAt: seenAt)
    }
}
