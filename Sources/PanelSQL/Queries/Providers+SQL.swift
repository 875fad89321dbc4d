import PanelCore
import PanelStore

extension Providers: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Page<Provider> {
        let id = try position(in: "p", from: 0)
        let found = try connection.list(Self.listing, .row(.integer(id), lookedFor)) { reader in
            try Provider(&reader)
        }
        return page(of: found) { Cursor("p", $0.id.rawValue) }
    }

    private static let listing = SQL(
        """
        SELECT \(Provider.columns) FROM providers WHERE removed_at IS NULL AND id > $1 ORDER BY id LIMIT $2
        """
    )
}

extension ProviderNamed: SQLQuery {
    func answer(on connection: any SQLConnection) throws -> Provider? {
        try connection.list(Self.newest, .row(.text(name))) { reader in try Provider(&reader) }.first
    }

    // A name is free again once its provider is removed, so who has it is the last one that got it.
    private static let newest = SQL(
        "SELECT \(Provider.columns) FROM providers WHERE name = $1 ORDER BY id DESC LIMIT 1"
    )
}

extension OpenSubmissions: SQLQuery {
    static var use: ScanUse? { .staff }

    func answer(on connection: any SQLConnection) throws -> [ProviderID: [Submission.State: Int64]] {
        let found = try connection.list(Self.counts, .ids(providers)) { reader in
            let provider: ProviderID = reader.id()
            let counts = Self.states.map { (state: $0, count: reader.integer()) }.filter { $0.count > 0 }
            return (provider, Dictionary(uniqueKeysWithValues: counts))
        }
        return Dictionary(uniqueKeysWithValues: found.filter { !$0.1.isEmpty })
    }

    private static let states: [Submission.State] = [.queued, .submitting, .uncertain, .held, .accepted]

    // The states are written out, so that the planner finds the index of each.
    private static let counts = SQL(
        """
        SELECT p.id, \(states.map { state in
            let condition = state == .accepted ? "is_watched = 1 AND outcome IS NULL" : "state = \(state.rawValue)"
            return "(SELECT COUNT(*) FROM submissions WHERE provider_id = p.id AND \(condition))"
        }.joined(separator: ", "))
        FROM providers p WHERE p.id = $1
        """
    )
}
