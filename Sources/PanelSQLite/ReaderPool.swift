import GRDB
import PanelSQL
import Synchronization

/// Read-only connections for reads of a few records, which run where they are asked for.
///
/// Such a read is a walk through pages in memory, some microseconds long. Handing it to another thread and waiting
/// for the answer costs several times that (measured: a fifth of all the work of answering a `status`), so the
/// caller's thread does it. There are as many connections as threads that can ask at once, so none waits for
/// another; whatever may scan a table goes through ``SQLiteEngine/scan(_:)`` and never holds up these.
final class ReaderPool: Sendable {
    private final class Slot: Sendable {
        let queue: DatabaseQueue
        let isTaken = Atomic<Bool>(false)

        init(_ queue: DatabaseQueue) {
            self.queue = queue
        }
    }

    private let slots: [Slot]

    init(path: String, configuration: Configuration, count: Int) throws {
        var configuration = configuration
        configuration.readonly = true
        slots = try (0..<max(1, count)).map { _ in
            Slot(try DatabaseQueue(path: path, configuration: configuration))
        }
    }

    /// Runs `body` in a transaction of its own, on a connection that is free.
    func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        for slot in slots where !slot.isTaken.exchange(true, ordering: .acquiring) {
            defer { slot.isTaken.store(false, ordering: .releasing) }
            return try ReaderPool.transaction(on: slot.queue, body)
        }
        // More threads than connections: the queue of one of them keeps order.
        return try ReaderPool.transaction(on: slots[0].queue, body)
    }

    func close() throws {
        for slot in slots { try slot.queue.close() }
    }

    private static let begin: PanelSQL.SQL = "BEGIN"
    private static let commit: PanelSQL.SQL = "COMMIT"

    private static func transaction<T>(
        on queue: DatabaseQueue,
        _ body: (any SQLConnection) throws -> T
    ) throws -> T {
        try queue.inDatabase { database in
            let connection = SQLiteConnection(database)
            try connection.run([.any(begin)])
            let result = Result { try body(connection) }
            try connection.run([.any(commit)])
            return try result.get()
        }
    }
}
