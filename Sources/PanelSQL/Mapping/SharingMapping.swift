import PanelCore

extension Lease {
    static let columns = """
        name, server, ends_at, circuit, circuit_at, failures, in_flight, last_trouble, quiet_until, watched
        """
    static let width = 10

    /// Reads what follows the name.
    init(_ reader: inout RowReader) throws {
        let server = ServerName(reader.text())
        let endsAt = reader.timestamp()
        let circuit = try ProviderHealth.Circuit(&reader)
        let failures = reader.optionalInteger() ?? 0
        let inFlight = reader.optionalInteger() ?? 0
        let lastTrouble = try reader.optionalText().map(CallTrouble.init(stored:))
        let quietUntil = reader.optionalTimestamp()
        let watched = reader.optionalInteger() ?? 0
        self.init(
            server: server,
            endsAt: endsAt,
            health: circuit.map {
                ProviderHealth(
                    circuit: $0,
                    failures: failures,
                    inFlight: Int(inFlight),
                    lastTrouble: lastTrouble,
                    quietUntil: quietUntil,
                    watched: Int(watched)
                )
            }
        )
    }

    func values(for name: LeaseName) -> [SQLValue] {
        [
            .text(name.description), .text(server.description), .integer(endsAt.milliseconds),
            SQLValue(health?.circuit.code), SQLValue(health?.circuit.moment?.milliseconds),
            SQLValue(health?.failures), SQLValue(health.map { Int64($0.inFlight) }),
            SQLValue(health?.lastTrouble?.text),
            SQLValue(health?.quietUntil?.milliseconds), SQLValue(health.map { Int64($0.watched) }),
        ]
    }
}

extension CallTrouble {
    fileprivate init(stored text: String) throws {
        guard let trouble = CallTrouble(text: text) else {
            throw SQLError.unreadable(table: "leases", value: text)
        }
        self = trouble
    }
}

extension ProviderHealth.Circuit {
    fileprivate init?(_ reader: inout RowReader) throws {
        let code = reader.optionalInteger()
        let moment = reader.optionalTimestamp() ?? Timestamp(milliseconds: 0)
        switch code {
        case nil: return nil
        case 1: self = .closed
        case 2: self = .open(until: moment)
        case 3: self = .probing(since: moment)
        case let other?: throw SQLError.unreadable(table: "leases", value: "\(other)")
        }
    }

    fileprivate var code: Int64 {
        switch self {
        case .closed: 1
        case .open: 2
        case .probing: 3
        }
    }

    fileprivate var moment: Timestamp? {
        switch self {
        case .closed: nil
        case .open(let until): until
        case .probing(let since): since
        }
    }
}

extension PollRequest {
    static let columns = "order_id, run, provider_id, upstream_id"

    init(_ reader: inout RowReader) {
        self.init(
            key: SubmissionKey(order: reader.id(), run: reader.integer()),
            provider: reader.id(),
            upstreamID: UpstreamID(unchecked: reader.text())
        )
    }

    var values: [SQLValue] {
        [
            .integer(key.order.rawValue), .integer(key.run), .integer(provider.rawValue),
            .text(upstreamID.description),
        ]
    }
}
