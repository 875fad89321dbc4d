import PanelCore

/// Its routes are in a table of their own.
extension Service: StoredRecord {
    static let mapping = TableMapping<Service>(
        "services",
        columns: [
            "position": { .integer($0.position) },
            "name": { .text($0.name) },
            "type": { .text($0.type.rawValue) },
            "category": { .text($0.category) },
            "rate": { .integer($0.rate.micros) },
            "minimum": { .integer($0.minimum) },
            "maximum": { .integer($0.maximum) },
            "subscription_rate": { .text($0.subscriptionRate.rawValue) },
            "max_posts": { SQLValue($0.maximumPosts) },
            "description": { SQLValue($0.description) },
            "offers_refill": { SQLValue($0.offersRefill) },
            "offers_cancel": { SQLValue($0.offersCancel) },
            "offers_drip_feed": { SQLValue($0.offersDripFeed) },
            "denies_duplicates": { SQLValue($0.deniesDuplicates) },
            "link_pattern": { SQLValue($0.linkPattern?.text) },
            "refill_days": { .integer($0.refillDays) },
            "refill_after_hours": { .integer($0.refillAfterHours) },
            "is_enabled": { SQLValue($0.isEnabled) },
        ]
    ) { reader in
        Service(
            id: reader.id(),
            position: reader.integer(),
            name: reader.text(),
            type: try reader.value(of: "services"),
            category: reader.text(),
            rate: reader.money(),
            minimum: reader.integer(),
            maximum: reader.integer(),
            subscriptionRate: try reader.value(of: "services"),
            maximumPosts: reader.optionalInteger(),
            description: reader.optionalText(),
            offersRefill: reader.flag(),
            offersCancel: reader.flag(),
            offersDripFeed: reader.flag(),
            deniesDuplicates: reader.flag(),
            linkPattern: reader.optionalText().map(LinkPattern.init(unchecked:)),
            refillDays: reader.integer(),
            refillAfterHours: reader.integer(),
            isEnabled: reader.flag()
        )
    }
}

extension Route {
    static let columns = """
        service_id, position, provider_id, upstream_service, relays_drip_feed, policy, markup, cost, availability
        """

    /// Reads what follows the service and the position.
    init(_ reader: inout RowReader) throws {
        let provider = reader.optionalInteger().map(ProviderID.init(rawValue:))
        let service = reader.optionalText().map(UpstreamID.init(unchecked:))
        let target: Target =
            if let provider, let service { .provider(provider, service: service) } else { .staff }
        self.init(
            target: target,
            relaysDripFeed: reader.flag(),
            policy: try PricePolicy(code: reader.integer(), markup: reader.integer()),
            cost: reader.optionalInteger().map(Money.init(micros:)),
            availability: try reader.value(of: "service_routes")
        )
    }

    func values(of service: ServiceID, at position: Int) -> [SQLValue] {
        var upstream: UpstreamID?
        if case .provider(_, let service) = target { upstream = service }
        return [
            .integer(service.rawValue), .integer(Int64(position)), SQLValue(provider?.rawValue),
            SQLValue(upstream?.description), SQLValue(relaysDripFeed), .integer(policy.code), .integer(policy.markup),
            SQLValue(cost?.micros), .integer(availability.rawValue),
        ]
    }
}

extension PricePolicy {
    fileprivate init(code: Int64, markup: Int64) throws {
        switch code {
        case 1: self = .keepRate
        case 2: self = .keepMarkup(basisPoints: markup)
        case 3: self = .disable
        default: throw SQLError.unreadable(table: "service_routes", value: "\(code)")
        }
    }

    fileprivate var code: Int64 {
        switch self {
        case .keepRate: 1
        case .keepMarkup: 2
        case .disable: 3
        }
    }

    fileprivate var markup: Int64 {
        guard case .keepMarkup(let basisPoints) = self else { return 0 }
        return basisPoints
    }
}
