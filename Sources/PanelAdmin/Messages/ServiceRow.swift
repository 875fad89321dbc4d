import FoundationEssentials
import PanelCore

/// One row of an imported catalogue. Panels write numbers as text or as numbers; both are read.
struct ServiceRow: Decodable {
    let service: Service
    /// Whether the row says if the service is offered.
    let saysEnabled: Bool
    /// Whether it says what the rate of a subscription is the price of.
    let saysSubscriptionRate: Bool
    /// Who delivers it, by the names that the row has; `nil` when it says nothing of that.
    let routes: [RouteRow]?

    init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: ServiceMessage.CodingKeys.self)
        let id = try row.wholeNumber(.service)
        guard id > 0 else { throw row.problem(.service, "must be above zero") }
        let typeName = try row.decode(String.self, forKey: .type)
        guard let type = ServiceType(named: typeName) else {
            throw row.problem(.type, "is \(typeName), which is none of \(ServiceRow.typeNames)")
        }
        let pattern = try row.decodeIfPresent(String.self, forKey: .linkPattern).flatMap { $0.isBlank ? nil : $0 }
        let linkPattern = pattern.flatMap(LinkPattern.init)
        if pattern != nil, linkPattern == nil {
            throw row.problem(.linkPattern, "must be url, username or a regular expression of up to 500 bytes")
        }
        let rateText = try row.decodeIfPresent(String.self, forKey: .subscriptionRate)
        let subscriptionRate = rateText.flatMap(SubscriptionRate.init(rawValue:))
        if rateText != nil, subscriptionRate == nil {
            throw row.problem(.subscriptionRate, "must be post or pieces")
        }
        saysSubscriptionRate = subscriptionRate != nil
        let isEnabled = try row.flag(.enabled)
        saysEnabled = isEnabled != nil
        routes = try row.decodeIfPresent([RouteRow].self, forKey: .routes)
        service = Service(
            id: ServiceID(rawValue: id),
            name: try row.decode(String.self, forKey: .name),
            type: type,
            category: try row.decode(String.self, forKey: .category),
            rate: try row.money(.rate),
            minimum: try row.wholeNumber(.min),
            maximum: try row.wholeNumber(.max),
            subscriptionRate: subscriptionRate ?? .post,
            maximumPosts: try row.optionalWholeNumber(.maxPosts),
            description: try row.decodeIfPresent(String.self, forKey: .desc),
            offersRefill: try row.flag(.refill) ?? false,
            offersCancel: try row.flag(.cancel) ?? false,
            offersDripFeed: try row.flag(.dripfeed) ?? false,
            deniesDuplicates: try row.flag(.denyDuplicates) ?? false,
            linkPattern: linkPattern,
            refillDays: try row.optionalWholeNumber(.refillDays) ?? Service.defaultRefillDays,
            refillAfterHours: try row.optionalWholeNumber(.refillAfterHours) ?? Service.defaultRefillAfterHours,
            isEnabled: isEnabled ?? true
        )
    }

    private static let typeNames = ServiceType.allCases.map(\.rawValue).joined(separator: ", ")
}

/// A route of an imported row: a provider by its name and its id of the service, or staff.
struct RouteRow: Decodable {
    let provider: String
    let service: UpstreamID?
    let relaysDripFeed: Bool
    let policy: PricePolicy

    init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: RouteMessage.CodingKeys.self)
        provider = try row.decode(String.self, forKey: .provider)
        let upstream = try row.text(.service)
        service = upstream.flatMap { UpstreamID($0) }
        if provider != ProviderName.staff, service == nil {
            throw row.problem(.service, "must be the provider's id of the service")
        }
        switch try row.decodeIfPresent(String.self, forKey: .dripFeed) {
        case nil, "runs": relaysDripFeed = false
        case "whole": relaysDripFeed = true
        default: throw row.problem(.dripFeed, "must be runs or whole")
        }
        switch try row.decodeIfPresent(String.self, forKey: .policy) {
        case nil, "keep_rate": policy = .keepRate
        case "disable": policy = .disable
        case "keep_markup":
            guard let points = try row.text(.markup).flatMap({ PricePolicy.basisPoints(percent: $0) }) else {
                throw row.problem(.markup, "must be a percentage with at most 2 places")
            }
            policy = .keepMarkup(basisPoints: points)
        default: throw row.problem(.policy, "must be keep_rate, keep_markup or disable")
        }
    }
}

extension KeyedDecodingContainer {
    /// What is wrong with a field, in words for whoever wrote the file.
    fileprivate func problem(_ key: Key, _ problem: String) -> DecodingError {
        .dataCorruptedError(forKey: key, in: self, debugDescription: "\(key.stringValue) \(problem)")
    }

    /// Text, or a number as text.
    fileprivate func text(_ key: Key) throws -> String? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        if let text = try? decode(String.self, forKey: key) { return text.trimmedASCII }
        // `Decimal` reads decimal digits as they stand; a binary fraction would not.
        guard let number = try? decode(Decimal.self, forKey: key) else {
            throw problem(key, "must be a number, or text that is one")
        }
        return number.description
    }
}

extension KeyedDecodingContainer<ServiceMessage.CodingKeys> {
    fileprivate func money(_ key: Key) throws -> Money {
        guard let amount = try text(key).flatMap({ Money($0) }) else {
            throw problem(key, "must be a decimal number with at most \(Money.decimalPlaces) places")
        }
        return amount
    }

    fileprivate func wholeNumber(_ key: Key) throws -> Int64 {
        guard let number = try optionalWholeNumber(key) else { throw problem(key, "is missing") }
        return number
    }

    fileprivate func optionalWholeNumber(_ key: Key) throws -> Int64? {
        guard let text = try text(key) else { return nil }
        guard let number = WholeNumber.parse(trimming: text) else {
            throw problem(key, "must be a whole number")
        }
        return number
    }

    /// A boolean, or 0 or 1 as older panels write it.
    fileprivate func flag(_ key: Key) throws -> Bool? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        if let flag = try? decode(Bool.self, forKey: key) { return flag }
        switch try text(key) {
        case "1", "true": return true
        case "0", "false": return false
        default: throw problem(key, "must be true or false")
        }
    }
}
