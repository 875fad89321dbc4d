/// Reads the services of a panel.
struct CatalogueReader {
    let root: JSONValue

    func catalogue() throws(AnswerReader.Failure) -> PanelCatalogue {
        if root.isObject, let message = ErrorDialects.message(in: root) { throw .refused(message) }
        if saysNothingIsThere { return PanelCatalogue(services: [], unreadable: 0) }
        guard let rows = rows(of: root, depth: 0) else { throw .unexpected("no list of services") }
        var catalogue = PanelCatalogue(services: [], unreadable: 0)
        for row in rows {
            if let service = service(row.value, id: row.id) {
                catalogue.services.append(service)
            } else {
                catalogue.unreadable += 1
            }
        }
        // A list of which nothing can be read is no catalogue; taking it for one would end the sale of everything.
        guard !catalogue.services.isEmpty || catalogue.unreadable == 0 else {
            if rows.count == 1, let message = ErrorDialects.message(in: rows[0].value) { throw .refused(message) }
            throw .unexpected("no service can be read")
        }
        return catalogue
    }

    /// Some panels write words where there is nothing to list: `{"data":"Empty Data"}`.
    private var saysNothingIsThere: Bool {
        guard root.isObject, let words = root.value("services", "data", "result")?.nonBlankText else { return false }
        return ["empty data", "empty", "no data"].contains(words.lowercased())
    }

    private typealias Row = (id: String?, value: JSONValue)

    /// A list, an object of rows by their ids, either in an envelope, or one row alone.
    private func rows(of value: JSONValue, depth: Int) -> [Row]? {
        if value.isArray { return value.elements.map { (nil, $0) } }
        guard value.isObject, depth < 3 else { return nil }
        if value.value("service") != nil, value.value("rate") != nil { return [(nil, value)] }
        if let inner = value.value("services", "data", "result"), !inner.isScalar {
            return rows(of: inner, depth: depth + 1)
        }
        var rows: [Row] = []
        for field in value.fields {
            guard field.value.isObject, let id = field.name.id else { return nil }
            rows.append((id, field.value))
        }
        return rows.isEmpty ? nil : rows
    }

    private func service(_ row: JSONValue, id key: String?) -> PanelService? {
        guard row.isObject, let id = row.value("service", "id", "service_id")?.id ?? key else { return nil }
        guard let rate = row.value("rate", "price")?.price, rate.micros >= 0 else { return nil }
        guard let min = limit(row.value("min"), missing: 1), let max = limit(row.value("max"), missing: .max) else {
            return nil
        }
        return PanelService(
            id: id,
            name: row.value("name")?.text ?? "",
            type: row.value("type")?.nonBlankText ?? "Default",
            category: row.value("category")?.text ?? "",
            rate: rate,
            min: min,
            max: max,
            refill: row.value("refill")?.flag ?? false,
            cancel: row.value("cancel")?.flag ?? false,
            dripfeed: row.value("dripfeed", "drip_feed")?.flag ?? false,
            subscriptionRate: row.value("subscription_rate")?.nonBlankText,
            maxPosts: row.value("max_posts")?.wholeNumber,
            description: row.value("desc", "description")?.nonBlankText
        )
    }

    /// A minimum or maximum; `nil` when it is there and no count.
    private func limit(_ value: JSONValue?, missing: Int64) -> Int64? {
        guard let value, !(value.kind == .string && value.nonBlankText == nil) else { return missing }
        guard let number = value.wholeNumber, number >= 0 else { return nil }
        return number
    }
}
