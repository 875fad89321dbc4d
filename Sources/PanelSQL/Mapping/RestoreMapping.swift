import PanelCore

extension OrphanOrder {
    static let columns = "provider_id, upstream_id, seen_at, status, charge, service, link, quantity, created"
    static let width = 9

    init(_ reader: inout RowReader) {
        let upstream = UpstreamOrderKey(provider: reader.id(), id: UpstreamID(unchecked: reader.text()))
        let seenAt = reader.timestamp()
        let details = Details(
            status: reader.optionalText(),
            charge: reader.optionalInteger().map { Money(micros: $0) },
            service: reader.optionalText(),
            link: reader.optionalText(),
            quantity: reader.optionalInteger(),
            created: reader.optionalText()
        )
        self.init(upstream, details: details, seenAt: seenAt)
    }

    var values: [SQLValue] {
        [
            .integer(upstream.provider.rawValue), .text(upstream.id.description), .integer(seenAt.milliseconds),
            SQLValue(details.status), SQLValue(details.charge?.micros), SQLValue(details.service),
            SQLValue(details.link), SQLValue(details.quantity), SQLValue(details.created),
        ]
    }
}

extension Restore {
    static let columns = "first_order, at"
    static let width = 2

    var values: [SQLValue] { [.integer(firstOrder.rawValue), .integer(at.milliseconds)] }
}
