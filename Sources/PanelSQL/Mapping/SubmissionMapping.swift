import PanelCore

extension Submission {
    static let columns = """
        order_id, run, service_id, quantity, created_at, state, due_at, attempt, failures, is_in_doubt, floor, provider_id, \
        upstream_service, route_position, relays_drip_feed, idempotency_key, key_sent_at, upstream_id, report_status, \
        report_start_count, report_remains, report_charge, report_posts, report_expiry, expected_cost, reversals, cost, \
        cost_count, outcome, cancel, is_watched, attention, updated_at
        """
    static let width = 33
    /// How many of ``columns``, from the first, never change.
    static let fixedWidth = 5

    init(_ reader: inout RowReader) throws {
        self.init(
            key: SubmissionKey(order: reader.id(), run: reader.integer()),
            service: reader.id(),
            quantity: reader.integer(),
            createdAt: reader.timestamp(),
            state: try reader.value(of: "submissions"),
            dueAt: reader.timestamp(),
            attempt: reader.integer(),
            failures: reader.integer(),
            isInDoubt: reader.flag(),
            floor: reader.optionalInteger(),
            destination: Destination(&reader),
            idempotencyKey: IdempotencyKey(bytes: reader.blob()),
            keySentAt: reader.optionalTimestamp(),
            upstreamID: reader.optionalText().map(UpstreamID.init(unchecked:)),
            report: UpstreamReport(&reader),
            expectedCost: reader.optionalInteger().map(Money.init(micros:)),
            reversals: reader.integer(),
            cost: reader.money(),
            costCount: reader.integer(),
            outcome: try reader.optionalInteger().map { code in
                guard let status = OrderStatus(rawValue: code) else {
                    throw SQLError.unreadable(table: "submissions", value: "\(code)")
                }
                return status
            },
            cancel: try reader.value(of: "submissions"),
            isWatched: reader.flag(),
            attention: try reader.reasons(),
            updatedAt: reader.timestamp()
        )
    }

    var values: [SQLValue] {
        [
            .integer(key.order.rawValue), .integer(key.run), .integer(service.rawValue), .integer(quantity),
            .integer(createdAt.milliseconds), .integer(state.rawValue), .integer(dueAt.milliseconds),
            .integer(attempt), .integer(failures), SQLValue(isInDoubt), SQLValue(floor),
            SQLValue(destination?.provider.rawValue),
            SQLValue(destination?.service.description), SQLValue(destination?.position),
            SQLValue(destination.map { $0.relaysDripFeed ? 1 : 0 }), SQLValue(idempotencyKey?.bytes),
            SQLValue(keySentAt?.milliseconds), SQLValue(upstreamID?.description),
            SQLValue(report?.statusText), SQLValue(report?.startCount), SQLValue(report?.remains),
            SQLValue(report?.charge?.micros), SQLValue(report?.subscription.map { String($0.posts) }),
            SQLValue(report?.subscription?.expiry?.dayMonthYear), SQLValue(expectedCost?.micros), .integer(reversals),
            .integer(cost.micros), .integer(costCount), SQLValue(outcome?.rawValue), .integer(cancel.rawValue),
            SQLValue(isWatched),
            SQLValue(attention.isEmpty ? nil : attention.text), .integer(updatedAt.milliseconds),
        ]
    }
}

extension Submission.Destination {
    fileprivate init?(_ reader: inout RowReader) {
        let provider = reader.optionalInteger()
        let service = reader.optionalText()
        let position = reader.optionalInteger()
        let relaysDripFeed = reader.optionalInteger()
        guard let provider, let service, let position, let relaysDripFeed else { return nil }
        self.init(
            provider: ProviderID(rawValue: provider),
            service: UpstreamID(unchecked: service),
            position: position,
            relaysDripFeed: relaysDripFeed != 0
        )
    }
}

extension UpstreamReport {
    init?(_ reader: inout RowReader) {
        let status = reader.optionalText()
        let startCount = reader.optionalInteger()
        let remains = reader.optionalInteger()
        let charge = reader.optionalInteger().map(Money.init(micros:))
        let posts = reader.optionalText()
        let expiry = reader.optionalText()
        guard let status else { return nil }
        self.init(
            statusText: status,
            startCount: startCount,
            remains: remains,
            charge: charge,
            subscription: Subscription(posts: posts, expiry: expiry)
        )
    }
}

extension UpstreamReport.Subscription {
    /// As ``Submission/values`` writes it.
    init?(posts: String?, expiry: String?) {
        guard let posts = posts.flatMap({ WholeNumber.parse(trimming: $0) }) else { return nil }
        self.init(posts: posts, expiry: expiry.flatMap(CalendarDay.init(dayMonthYear:)))
    }
}

extension RowReader {
    /// What a person has to look at.
    fileprivate mutating func reasons() throws -> [Attention] {
        guard let text = optionalText() else { return [] }
        guard let reasons = [Attention](text: text) else {
            throw SQLError.unreadable(table: "submissions", value: text)
        }
        return reasons
    }

    /// What happened, with its facts.
    fileprivate mutating func payload() throws -> OrderEvent.Payload {
        let kind: OrderEvent.Kind = try value(of: "order_events")
        let text = text()
        guard let payload = OrderEvent.Payload(kind, text: text) else {
            throw SQLError.unreadable(table: "order_events", value: "\(kind.rawValue) \(text)")
        }
        return payload
    }
}

extension OrderEvent {
    static let columns = "order_id, id, at, what, facts, run, provider_id, by_staff"

    init(_ reader: inout RowReader) throws {
        let order: OrderID = reader.id()
        self.init(
            id: reader.id(),
            order: order,
            at: reader.timestamp(),
            what: try reader.payload(),
            run: reader.optionalInteger(),
            provider: reader.optionalInteger().map(ProviderID.init(rawValue:)),
            by: reader.optionalText()
        )
    }

    var values: [SQLValue] {
        [
            .integer(order.rawValue), .integer(id.rawValue), .integer(at.milliseconds), .text(kind.rawValue),
            .text(what.text), SQLValue(run), SQLValue(provider?.rawValue), SQLValue(by),
        ]
    }
}
