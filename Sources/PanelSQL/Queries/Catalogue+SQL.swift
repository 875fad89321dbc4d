import PanelCore
import PanelStore

extension Services: SQLQuery {
    static var use: ScanUse? { .staff }

    /// Where a service stands: the first position of its category, its own, its id.
    private typealias Place = (category: Int64, position: Int64, id: Int64)

    func answer(on connection: any SQLConnection) throws -> Page<Service> {
        let numbers = try part.after?.numbers(of: "v", count: 3) ?? [.min, .min, .min]
        let start: Place = (numbers[0], numbers[1], numbers[2])
        var found: [(place: Place, service: Service)] = []
        for category in try categories(from: start.category, on: connection) where found.count <= part.limit {
            // Those before the place where the page begins are of its own category.
            let (position, id) = category.first == start.category ? (start.position, start.id) : (.min, .min)
            let missing = SQLValue.integer(Int64(part.limit + 1 - found.count))
            let parameters = [.text(category.name), .integer(position), .integer(id), missing]
            let services = try connection.list(
                Self.listing,
                .rows([parameters], width: parameters.count) { $0 }
            ) { reader in try Service(&reader) }
            found += services.map { ((category.first, $0.position, $0.id.rawValue), $0) }
        }
        let page = found.prefix(part.limit)
        let services = try withRoutes(page.map(\.service), on: connection)
        guard found.count > part.limit, let last = page.last?.place else { return Page(rows: services, next: nil) }
        return Page(rows: services, next: Cursor("v", last.category, last.position, last.id))
    }

    /// The categories with services at this position or behind it, in the order of the catalogue.
    private func categories(
        from first: Int64,
        on connection: any SQLConnection
    ) throws -> [(name: String, first: Int64)] {
        let categories = try connection.list(Self.categories, .none) { reader in
            (name: reader.text(), first: reader.integer())
        }
        return categories.filter { $0.first >= first }.sorted { $0.first < $1.first }
    }

    private func withRoutes(_ services: [Service], on connection: any SQLConnection) throws -> [Service] {
        var routes: [ServiceID: [Route]] = [:]
        let found = try connection.list(Self.routes, .ids(services.map(\.id))) { reader -> (ServiceID, Route) in
            let service: ServiceID = reader.id()
            _ = reader.integer()
            return (service, try Route(&reader))
        }
        for (service, route) in found { routes[service, default: []].append(route) }
        return services.map { service in
            var service = service
            service.routes = routes[service.id] ?? []
            return service
        }
    }

    /// From one category to the next one in the index, so that it takes a look for each and not the whole catalogue.
    private static let categories: SQL = """
        WITH RECURSIVE found (category) AS (
            SELECT (SELECT category FROM services WHERE category >= '' ORDER BY category LIMIT 1)
            UNION ALL
            SELECT (
                SELECT s.category FROM services s WHERE s.category > found.category ORDER BY s.category LIMIT 1
            ) FROM found WHERE found.category IS NOT NULL
        )
        SELECT category, (
            SELECT s.position FROM services s WHERE s.category = found.category ORDER BY s.position LIMIT 1
        ) FROM found WHERE category IS NOT NULL
        """
    private static let listing = SQL(
        """
        SELECT \(Service.columns) FROM services
        WHERE category = $1 AND (position, id) > ($2, $3) ORDER BY position, id LIMIT $4
        """
    )
    private static let routes = SQL(
        "SELECT \(Route.columns) FROM service_routes WHERE service_id = $1 ORDER BY position"
    )
}

extension LinkRules: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Page<LinkRule> {
        let id = try position(in: "b", from: 0)
        let found = try connection.list(Self.listing, .row(.integer(id), lookedFor)) { reader in
            try LinkRule(&reader)
        }
        return page(of: found) { Cursor("b", $0.id.rawValue) }
    }

    private static let listing = SQL("SELECT \(LinkRule.columns) FROM link_rules WHERE id > $1 ORDER BY id LIMIT $2")
}
