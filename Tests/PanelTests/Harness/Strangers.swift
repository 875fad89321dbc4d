import Synchronization

/// Connections of one address that stay open for as long as this is there.
final class Strangers: Sendable {
    private let connections: Mutex<[RawConnection]>

    /// - Parameter bytes: What each of them sends.
    private init(_ count: Int, port: Int, address: String, bytes: [UInt8]) throws {
        connections = Mutex(
            try (0..<count).map { _ in
                let connection = try RawConnection(port: port, from: address)
                connection.send(bytes)
                return connection
            }
        )
    }

    static func open(
        _ count: Int,
        port: Int,
        from address: String = "127.0.0.2",
        sending text: String = ""
    ) async throws -> Strangers {
        try await RawConnection.blocking {
            try Strangers(count, port: port, address: address, bytes: Array(text.utf8))
        }
    }

    /// The answer to one that has one.
    func answer() throws -> HTTPAnswer? {
        try connections.withLock { try $0.first(where: \.hasAnswer)?.receiveAnswer() }
    }
}
