import PanelCore

extension Provider {
    static let columns = """
        id, name, url, sealed_key, idempotency_parameter, idempotency_hours, max_in_flight, requests_per_minute, \
        timeout_seconds, poll_seconds, poll_longest_seconds, allows_private_address, is_paused, removed_at, created_at
        """

    init(_ reader: inout RowReader) {
        self.init(
            id: reader.id(),
            name: ProviderName(unchecked: reader.text()),
            url: reader.text(),
            sealedKey: SealedKey(bytes: reader.blob()),
            terms: ProviderTerms(
                idempotencyParameter: reader.optionalText(),
                idempotencyHours: reader.integer(),
                maxInFlight: reader.integer(),
                requestsPerMinute: reader.optionalInteger(),
                timeoutSeconds: reader.integer(),
                pollSeconds: reader.integer(),
                pollLongestSeconds: reader.integer(),
                allowsPrivateAddress: reader.flag()
            ),
            isPaused: reader.flag(),
            removedAt: reader.optionalTimestamp(),
            createdAt: reader.timestamp()
        )
    }

    var values: [SQLValue] {
        [
            .integer(id.rawValue), .text(name.description), .text(url), .blob(sealedKey.bytes),
            SQLValue(terms.idempotencyParameter), .integer(terms.idempotencyHours), .integer(terms.maxInFlight),
            SQLValue(terms.requestsPerMinute), .integer(terms.timeoutSeconds), .integer(terms.pollSeconds),
            .integer(terms.pollLongestSeconds), SQLValue(terms.allowsPrivateAddress), SQLValue(isPaused),
            SQLValue(removedAt?.milliseconds), .integer(createdAt.milliseconds),
        ]
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
