import PanelCore
import PanelStore

extension FavouritesOfAccount: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Favourites {
        try connection.list(Self.favourites, .row(.integer(account.rawValue)), Favourites.init).first
            ?? Favourites(of: account)
    }

    private static let favourites = SQL("SELECT \(Favourites.columns) FROM favourites WHERE account_id = $1")
}

extension NewsOfServices: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> Page<ServiceNews> {
        let start = try part.after?.numbers(of: "w", count: 2) ?? [.max, .max]
        let found = try connection.list(
            Self.listing,
            .row(.integer(start[0]), .integer(start[1]), lookedFor),
            ServiceNews.init
        )
        // Versions follow each other in time, so what is too old has nothing newer behind it.
        return page(of: Array(found.prefix { $0.at >= since })) {
            Cursor("w", $0.key.version.rawValue, $0.key.service.rawValue)
        }
    }

    private static let listing = SQL(
        """
        SELECT \(ServiceNews.columns) FROM service_news WHERE (version, service_id) < ($1, $2)
        ORDER BY version DESC, service_id DESC LIMIT $3
        """
    )
}

extension OldNews: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> [ServiceNews.Key] {
        try connection.list(Self.oldest, .row(.integer(Int64(most))), ServiceNews.init).prefix { $0.at < before }
            .map(\.key)
    }

    private static let oldest = SQL(
        """
        SELECT \(ServiceNews.columns) FROM service_news WHERE version > 0 ORDER BY version, service_id LIMIT $1
        """
    )
}

extension UsualTimesOfServices: SQLQuery {
    static var use: ScanUse? { .pages }

    func answer(on connection: any SQLConnection) throws -> [ServiceID: UsualTimes] {
        let times = try connection.list(Self.times, .none) { reader in
            (reader.id(ServiceID.self), UsualTimes(toStart: reader.integer(), toFinish: reader.integer()))
        }
        return Dictionary(uniqueKeysWithValues: times)
    }

    // As many rows as the catalogue has services at most.
    private static let times: SQL = """
        SELECT service_id, to_start, to_finish FROM service_times WHERE service_id > 0 AND to_finish IS NOT NULL
        """
}

extension CompletedOrders: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Answer {
        let counted = try connection.list(Self.counted, .none, CountedOrders.init).first ?? .none
        let orders = try connection.list(
            Self.completed,
            .row(
                .integer(counted.finishedAt.milliseconds),
                .integer(counted.order.rawValue),
                .integer(until.milliseconds),
                .integer(Int64(most))
            ),
            CompletedOrder.init
        )
        return Answer(counted: counted, orders: orders)
    }

    private static let counted = SQL("SELECT \(CountedOrders.columns) FROM counted_orders WHERE id = 1")
    // Written as in the index, whose rows they are.
    private static let completed: SQL = """
        SELECT id, service_id, finished_at, type, runs, created_at, started_at FROM orders
        WHERE status = 4 AND started_at IS NOT NULL AND (finished_at, id) > ($1, $2) AND finished_at <= $3
        ORDER BY finished_at, id LIMIT $4
        """
}

extension CompletedOrder {
    fileprivate init(_ reader: inout RowReader) throws {
        let (id, service, finishedAt) = (reader.id(OrderID.self), reader.id(ServiceID.self), reader.timestamp())
        let type: ServiceType = try reader.value(of: "orders")
        let isDripFeed = reader.optionalInteger() != nil
        let (createdAt, startedAt) = (reader.timestamp(), reader.timestamp())
        let saysSomething = !isDripFeed && type != .subscriptions
        func seconds(to moment: Timestamp) -> Int64 { (moment.milliseconds - createdAt.milliseconds) / 1000 }
        self.init(
            id: id,
            service: service,
            finishedAt: finishedAt,
            times: saysSomething
                ? OrderTimes(toStart: seconds(to: startedAt), toFinish: seconds(to: finishedAt)) : nil
        )
    }
}
