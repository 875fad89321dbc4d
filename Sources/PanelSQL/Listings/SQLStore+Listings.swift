package import PanelStore

extension SQLStore {
    package func fillListings(_ limits: ListingLimits) async throws -> Bool {
        // A transaction that changes nothing costs more than a look.
        guard try await engine.read({ try ListingFiller.isDue(on: $0, limits: limits) }) else { return false }
        do throws(SQLWriteFailure) {
            return try await engine.write { [engine, knownLife] connection in
                guard knownLife.reason == nil else { return false }
                try knownLife.check(connection)
                return try ListingFiller.fill(on: connection, isShared: engine.isShared, limits: limits)
            }
        } catch {
            throw error.cause
        }
    }
}
