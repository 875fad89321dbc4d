import Foundation
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting

/// The store of `directory`, as soon as the one before it in this process is gone: a task may let go of a store a
/// little after its last answer.
func openStore(in directory: String) async throws -> SQLStore<SQLiteEngine> {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    for _ in 0..<3000 {
        do {
            return try await SQLStore(engine: SQLiteEngine(directory: directory))
        } catch SQLiteStoreError.inUse {
            try await Task.sleep(for: .milliseconds(20))
        }
    }
    return try await SQLStore(engine: SQLiteEngine(directory: directory))
}

/// Opens the panel in `directory`, runs `body` with it, and closes it.
func withPanel<T: Sendable>(
    in directory: String,
    _ body: @escaping @Sendable (PanelFixture) async throws -> T
) async throws -> T {
    let panel = PanelFixture(store: try await openStore(in: directory))
    return try await panel.whileRunning { try await body(panel) }
}
