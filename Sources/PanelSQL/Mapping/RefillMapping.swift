import PanelCore

extension Refill: StoredRecord {
    static let mapping = TableMapping<Refill>(
        "refills",
        columns: [
            "order_id": { .integer($0.order.rawValue) },
            "account_id": { .integer($0.account.rawValue) },
            "created_at": { .integer($0.createdAt.milliseconds) },
            "status": { .integer($0.status.rawValue) },
            "updated_at": { .integer($0.updatedAt.milliseconds) },
            "relay_provider_id": { SQLValue($0.relay?.provider.rawValue) },
            "relay_order": { SQLValue($0.relay?.order.description) },
            "relay_state": { SQLValue($0.relay?.state.rawValue) },
            "relay_upstream_id": { SQLValue($0.relay?.upstreamID?.description) },
            "relay_due_at": { SQLValue($0.relay?.dueAt.milliseconds) },
        ]
    ) { reader in
        Refill(
            id: reader.id(),
            order: reader.id(),
            account: reader.id(),
            createdAt: reader.timestamp(),
            status: try reader.value(of: "refills"),
            updatedAt: reader.timestamp(),
            relay: try RefillRelay(&reader)
        )
    }
}

extension RefillRelay {
    fileprivate init?(_ reader: inout RowReader) throws {
        let provider = reader.optionalInteger()
        let order = reader.optionalText()
        let state = reader.optionalInteger()
        let upstreamID = reader.optionalText()
        let dueAt = reader.optionalTimestamp()
        guard let provider, let order, let state, let dueAt else { return nil }
        guard let state = State(rawValue: state) else {
            throw SQLError.unreadable(table: "refills", value: "\(state)")
        }
        self.init(
            provider: ProviderID(rawValue: provider),
            order: UpstreamID(unchecked: order),
            state: state,
            upstreamID: upstreamID.map(UpstreamID.init(unchecked:)),
            dueAt: dueAt
        )
    }
}
