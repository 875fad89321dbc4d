import PanelCore

/// Reads the columns of a row from left to right.
struct RowReader {
    private let row: any SQLRow
    private var next: Int

    init(_ row: any SQLRow, from column: Int = 0) {
        self.row = row
        next = column
    }

    private mutating func advance() -> Int {
        defer { next += 1 }
        return next
    }

    mutating func integer() -> Int64 { row.integer(advance()) }
    mutating func optionalInteger() -> Int64? { row.optionalInteger(advance()) }
    mutating func text() -> String { row.text(advance()) }
    mutating func optionalText() -> String? { row.optionalText(advance()) }
    mutating func value() -> SQLValue { row.value(advance()).storable }
    mutating func blob() -> [UInt8] { row.blob(advance()) }
    mutating func flag() -> Bool { integer() != 0 }
    mutating func money() -> Money { Money(micros: integer()) }
    mutating func timestamp() -> Timestamp { Timestamp(milliseconds: integer()) }
    mutating func optionalTimestamp() -> Timestamp? { optionalInteger().map(Timestamp.init(milliseconds:)) }

    mutating func id<ID: TypedID>(_: ID.Type = ID.self) -> ID { ID(rawValue: integer()) }

    /// A value of an enumeration, by its stored form.
    mutating func value<Value: RawRepresentable>(of table: String) throws -> Value where Value.RawValue == String {
        let raw = text()
        guard let value = Value(rawValue: raw) else { throw SQLError.unreadable(table: table, value: raw) }
        return value
    }

    /// A value of an enumeration, by its stored form.
    mutating func value<Value: RawRepresentable>(of table: String) throws -> Value where Value.RawValue == Int64 {
        let raw = integer()
        guard let value = Value(rawValue: raw) else { throw SQLError.unreadable(table: table, value: "\(raw)") }
        return value
    }
}

extension Account {
    static let columns = "id, name, role, profile, language, discount, key_digest, is_suspended, created_at"

    init(_ reader: inout RowReader) throws {
        self.init(
            id: reader.id(),
            name: AccountName(unchecked: reader.text()),
            role: try reader.value(of: "accounts"),
            profile: try reader.value(of: "accounts"),
            language: try reader.value(of: "accounts"),
            discount: Discount(unchecked: reader.integer()),
            keyDigest: KeyDigest(bytes: reader.blob()),
            isSuspended: reader.flag(),
            createdAt: reader.timestamp()
        )
    }

    var values: [SQLValue] {
        [
            .integer(id.rawValue), .text(name.description), .text(role.rawValue), .text(profile.rawValue),
            .text(language.rawValue), .integer(discount.basisPoints), .blob(keyDigest.bytes), SQLValue(isSuspended),
            .integer(createdAt.milliseconds),
        ]
    }
}

extension Service {
    static let columns = """
        id, position, name, type, category, rate, minimum, maximum, subscription_rate, max_posts, description, \
        offers_refill, offers_cancel, offers_drip_feed, denies_duplicates, link_pattern, refill_days, \
        refill_after_hours, is_enabled
        """
    static let width = 19

    init(_ reader: inout RowReader) throws {
        self.init(
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

    var values: [SQLValue] {
        [
            .integer(id.rawValue), .integer(position), .text(name), .text(type.rawValue), .text(category),
            .integer(rate.micros), .integer(minimum), .integer(maximum),
            .text(subscriptionRate.rawValue), SQLValue(maximumPosts), SQLValue(description), SQLValue(offersRefill),
            SQLValue(offersCancel), SQLValue(offersDripFeed), SQLValue(deniesDuplicates),
            SQLValue(linkPattern?.text), .integer(refillDays), .integer(refillAfterHours), SQLValue(isEnabled),
        ]
    }
}

extension Order {
    static let columns = """
        id, account_id, service_id, type, link, quantity, runs, interval_minutes, charge, guards_link, \
        previous_order_id, created_at, status, refunded, refund_count, start_count, remains, cancel_requested_at, \
        updated_at, finished_at
        """

    init(_ reader: inout RowReader) throws {
        self.init(
            id: reader.id(),
            account: reader.id(),
            service: reader.id(),
            type: try reader.value(of: "orders"),
            link: reader.text(),
            quantity: reader.integer(),
            dripFeed: DripFeed(&reader),
            charge: reader.money(),
            guardsLink: reader.flag(),
            previous: reader.optionalInteger().map(OrderID.init(rawValue:)),
            createdAt: reader.timestamp(),
            status: try reader.value(of: "orders"),
            refunded: reader.money(),
            refundCount: reader.integer(),
            startCount: reader.optionalInteger(),
            remains: reader.optionalInteger(),
            cancelRequestedAt: reader.optionalTimestamp(),
            updatedAt: reader.timestamp(),
            finishedAt: reader.optionalTimestamp()
        )
    }

    /// All columns of a new order.
    var values: [SQLValue] {
        [
            .integer(id.rawValue), .integer(account.rawValue), .integer(service.rawValue), .text(type.rawValue),
            .text(link), .integer(quantity), SQLValue(dripFeed?.runs), SQLValue(dripFeed?.interval),
            .integer(charge.micros), SQLValue(guardsLink), SQLValue(previous?.rawValue),
            .integer(createdAt.milliseconds),
        ] + changingValues
    }

    /// The columns that change in an order's life, in the order of ``columns``.
    var changingValues: [SQLValue] {
        [
            .integer(status.rawValue), .integer(refunded.micros), .integer(refundCount), SQLValue(startCount),
            SQLValue(remains), SQLValue(cancelRequestedAt?.milliseconds), .integer(updatedAt.milliseconds),
            SQLValue(finishedAt?.milliseconds),
        ]
    }
}

extension DripFeed {
    fileprivate init?(_ reader: inout RowReader) {
        let runs = reader.optionalInteger()
        let interval = reader.optionalInteger()
        guard let runs, let interval else { return nil }
        self.init(runs: runs, interval: interval)
    }
}

extension Refill {
    static let columns = "id, order_id, account_id, created_at, status, updated_at, " + RefillRelay.columns
    static let width = 11

    init(_ reader: inout RowReader) throws {
        self.init(
            id: reader.id(),
            order: reader.id(),
            account: reader.id(),
            createdAt: reader.timestamp(),
            status: try reader.value(of: "refills"),
            updatedAt: reader.timestamp(),
            relay: try RefillRelay(&reader)
        )
    }

    var values: [SQLValue] {
        [
            .integer(id.rawValue), .integer(order.rawValue), .integer(account.rawValue),
            .integer(createdAt.milliseconds), .integer(status.rawValue), .integer(updatedAt.milliseconds),
        ] + RefillRelay.values(relay)
    }
}
