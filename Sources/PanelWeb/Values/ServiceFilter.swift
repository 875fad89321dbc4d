package import PanelCore

/// Which services somebody wants to see, as the address of the page says it.
package struct ServiceFilter: Hashable, Sendable {
    /// What was typed, up to ``OfferedServices/Wanted/longestText`` characters of it.
    package var text = ""
    package var platform: Platform?
    package var category: String?
    /// Whether a refill must be offered; and so on.
    package var withRefill = false
    package var withCancel = false
    package var withDripFeed = false
    /// Only those that the customer has starred.
    package var favouritesOnly = false
    /// The last service of the page before this one.
    package var after: ServiceID?

    package init() {}

    /// Reads the fields of a form or of a query. What can not be is left out.
    package init(_ fields: FormFields) {
        text = String(fields["q"].trimmingSpaces.prefix(OfferedServices.Wanted.longestText))
        platform = Platform(rawValue: fields["platform"])
        let category = fields["category"]
        if !category.isEmpty, category.utf8.count <= Service.longestName { self.category = category }
        withRefill = fields.isTicked("refill")
        withCancel = fields.isTicked("cancel")
        withDripFeed = fields.isTicked("drip")
        favouritesOnly = fields.isTicked("favourites")
        after = ServiceID(fields["after"])
    }

    /// The fields that make the same filter.
    package var fields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        if !text.isEmpty { fields.append(("q", text)) }
        if let platform { fields.append(("platform", platform.rawValue)) }
        if let category { fields.append(("category", category)) }
        if withRefill { fields.append(("refill", "1")) }
        if withCancel { fields.append(("cancel", "1")) }
        if withDripFeed { fields.append(("drip", "1")) }
        if favouritesOnly { fields.append(("favourites", "1")) }
        if let after { fields.append(("after", after.description)) }
        return fields
    }

    /// Whether it lets all services through, from the first one on.
    package var isEverything: Bool { self == ServiceFilter() }

    /// The same from the first page on, with something of it changed.
    package func with(_ change: (inout ServiceFilter) -> Void) -> ServiceFilter {
        var filter = self
        filter.after = nil
        change(&filter)
        return filter
    }

    /// What is wanted of the services that are offered.
    ///
    /// - Parameter favourites: Those that the customer has starred.
    package func wanted(favourites: Set<ServiceID>) -> OfferedServices.Wanted {
        var wanted = OfferedServices.Wanted(text: text, platform: platform, category: category)
        wanted.withRefill = withRefill
        wanted.withCancel = withCancel
        wanted.withDripFeed = withDripFeed
        if favouritesOnly { wanted.among = favourites }
        return wanted
    }
}

extension FormFields {
    /// Whether a box was sent. A link may say so by 1.
    fileprivate func isTicked(_ name: String) -> Bool { has(name) && self[name] != "0" && self[name] != "" }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
