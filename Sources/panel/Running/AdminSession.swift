import Foundation
import Logging
import PanelAdmin
import PanelSQLite
import PanelStore
import ServiceLifecycle

/// A way to the staff operations, whether a server runs or not.
enum AdminSession {
    /// How soon a directory that another process is just opening or leaving is looked at again.
    private static let pause = Duration.milliseconds(25)

    /// Runs `body` against the running server; when there is none, this process does for as long as `body` runs what a
    /// server would.
    ///
    /// - Parameters:
    ///   - creates: Whether a directory without a panel becomes one, as against being a mistake.
    ///   - isNew: Whether it was said that a new panel begins.
    static func run<T: Sendable>(
        _ configuration: StartupConfiguration,
        creates: Bool = false,
        isNew: Bool = false,
        _ body: @escaping @Sendable (AdminClient) async throws -> T
    ) async throws -> T {
        let place = configuration.place
        let limits = configuration.command
        try place.checkIsFree(isNew: isNew, creates: creates)
        guard place.database == .sqlite else {
            // Any process may work with it, whether or not a server runs somewhere.
            return try await host(PanelRuntime(configuration, logger: .quiet), limits, body)
        }
        let data = place.directory
        if data.holdsPanel { try data.checkPrivacy() }
        let deadline = ContinuousClock.now + limits.patience
        while true {
            if try data.holdsPanel && data.hasServer() {
                return try await body(AdminClient(.socket(data.socket), limits: limits))
            }
            do {
                return try await host(PanelRuntime(configuration, logger: .quiet), limits, body)
            } catch SQLiteStoreError.inUse where ContinuousClock.now < deadline {
                // A server that starts or stops, or another command: wait for the one or the other.
                try await Task.sleep(for: pause)
            }
        }
    }

    private static func host<T: Sendable>(
        _ runtime: PanelRuntime,
        _ limits: AdminClient.Limits,
        _ body: @escaping @Sendable (AdminClient) async throws -> T
    ) async throws -> T {
        let group = runtime.group([], endsOnSignals: false)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let result = await Result { try await body(AdminClient(.local(runtime.localAdmin), limits: limits)) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try runtime.store.close()
            return try result.get()
        }
    }
}

extension Result where Failure == any Error {
    /// What `body` returns or throws.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
