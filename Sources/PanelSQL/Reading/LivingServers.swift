import PanelCore

/// Which servers work with a database that several can share.
enum LivingServers {
    /// How often a server that lives is sure to be heard of, in seconds: it tells so twice as often.
    private static let pulse: Int64 = 5
    private static let looksPerSecond: Int64 = 2

    /// The names of those that are heard of while this looks on, which takes as long as a lease lasts when there may be
    /// some.
    ///
    /// Their clocks may differ from this one, so only what they say anew counts. What none of the clocks can have said
    /// within a lease is not waited for. Time in which this process stands still does not count: it hears nothing then.
    static func names(on engine: some SQLEngine, at now: Timestamp) async throws -> [String] {
        let moment = now.adding(seconds: -ClockComparison.tolerance)
        let before = try await engine.read { try SharingQueries.servers(endingAfter: moment, on: $0) }
        guard !before.isEmpty else { return [] }
        var heard: Set<String> = []
        var looks: Int64 = 0
        while looks < looksPerSecond * (heard.isEmpty ? ShareLeases.seconds : pulse) {
            try await Task.sleep(for: .seconds(1) / looksPerSecond)
            looks += 1
            let current = try await engine.read { try SharingQueries.servers(endingAfter: moment, on: $0) }
            heard.formUnion(current.filter { before[$0.key] != $0.value }.keys)
        }
        return heard.sorted()
    }
}
