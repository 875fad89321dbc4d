import PanelCore

/// A service of the catalogue, in the shape of the API's `services` answer and of the files that are imported.
package struct ServiceMessage: Codable, Sendable {
    package let service: Int64
    package let name: String
    package let type: String
    package let category: String
    package let rate: String
    package let min: String
    package let max: String
    package let refill: Bool
    package let cancel: Bool
    package let dripfeed: Bool
    package let desc: String?
    package let denyDuplicates: Bool
    package let linkPattern: String?
    package let refillDays: Int64
    package let refillAfterHours: Int64
    package let enabled: Bool

    init(_ service: Service) {
        self.service = service.id.rawValue
        name = service.name
        type = service.type.rawValue
        category = service.category
        rate = service.rate.description
        min = String(service.minimum)
        max = String(service.maximum)
        refill = service.offersRefill
        cancel = service.offersCancel
        dripfeed = service.offersDripFeed
        desc = service.description
        denyDuplicates = service.deniesDuplicates
        linkPattern = service.linkPattern?.text
        refillDays = service.refillDays
        refillAfterHours = service.refillAfterHours
        enabled = service.isEnabled
    }

    enum CodingKeys: String, CodingKey {
        case service
        case name
        case type
        case category
        case rate
        case min
        case max
        case refill
        case cancel
        case dripfeed
        case desc
        case denyDuplicates = "deny_duplicates"
        case linkPattern = "link_pattern"
        case refillDays = "refill_days"
        case refillAfterHours = "refill_after_hours"
        case enabled
    }
}

/// How many services an import made and changed.
package struct ImportMessage: Codable, Sendable {
    package let created: Int
    package let updated: Int
}

/// A rule of the operator's about links.
package struct LinkRuleMessage: Codable, Sendable {
    /// Missing in a request for a new one.
    package var id: Int64?
    package var text: String

    package init(id: Int64? = nil, text: String) {
        self.id = id
        self.text = text
    }
}
