import Logging
import NIOCore
import Synchronization

/// All connections of a server. Who comes when there are too many takes the place of the one that waited longest
/// without a whole request.
final class ConnectionTable: Sendable {
    fileprivate struct State {
        var connections: [ObjectIdentifier: Connection] = [:]
        /// Those that count by address.
        var addresses: [ObjectIdentifier: ClientAddress] = [:]
        var held: [ClientAddress: [Connection]] = [:]
        /// Connections that waited at one moment, the longest at the end. Whoever began to wait later is behind them
        /// all, so they are the next to go, as far as they have not moved since.
        var candidates: [(connection: Connection, since: UInt64)] = []
    }

    private let most: Int
    private let mostOfAddress: Int
    private let proxies: TrustedProxies
    private let logger: Logger
    private let notices = NoticePace()
    private let state = Mutex(State())

    init(_ limits: PanelServer.Limits, logger: Logger) {
        most = limits.connections
        mostOfAddress = limits.connectionsPerAddress
        proxies = limits.trustedProxies
        self.logger = logger
    }

    /// Takes in a connection that was accepted, in place of another one when there are too many.
    func admit(_ channel: any Channel) {
        let (isFull, oldest) = state.withLock { state in
            let isFull = state.connections.count >= most
            let oldest = isFull ? state.evictLongestWaiting() : nil
            state.connections[ObjectIdentifier(channel)] = Connection(channel)
            return (isFull, oldest)
        }
        // Not under the lock, which the end of a connection takes.
        oldest?.channel.close(promise: nil)
        if isFull, notices.isDue() {
            logger.notice("All connections are taken. New ones take the places of those without a request.")
        }
        channel.closeFuture.whenComplete { _ in self.state.withLock { $0.remove(channel) } }
    }

    /// Whether there is room for another connection; makes room where it can. With all taken, the next one replaces
    /// another.
    func hasRoom() -> Bool {
        let (evicted, hasRoom) = state.withLock { state in
            var evicted: [Connection] = []
            while state.connections.count > most, let oldest = state.evictLongestWaiting() { evicted.append(oldest) }
            return (evicted, state.connections.count <= most)
        }
        for connection in evicted { connection.channel.close(promise: nil) }
        return hasRoom
    }

    /// Counts a connection by its address, which is known once it is set up.
    ///
    /// - Returns: The connection; `nil` when there is no place for it.
    func settle(_ channel: any Channel) -> Connection? {
        // What came before the first was counted is counted now.
        if state.withLock({ $0.connections[ObjectIdentifier(channel)] == nil }), channel.isActive { admit(channel) }
        let address = ClientAddress(channel.remoteAddress).flatMap { proxies.contains($0) ? nil : $0.holder }
        let place = state.withLock { $0.settle(channel, address, mostOfAddress: mostOfAddress, most: most / 2) }
        place.evicted?.channel.close(promise: nil)
        if place.isFull, let address, notices.isDue() {
            logger.notice(
                """
                An address has all the connections that one may have: new ones take the places of its oldest. If it is \
                a web server in front of this one, name it with --trusted-proxy.
                """,
                metadata: ["address": "\(address)"]
            )
        }
        return place.connection
    }
}

extension ConnectionTable.State {
    struct Place {
        var connection: Connection?
        /// The one that gave way.
        var evicted: Connection?
        var isFull = false
    }

    /// - Parameters:
    ///   - address: By which it counts, if it does.
    ///   - mostOfAddress: Beyond them one gives way that waits.
    ///   - most: Beyond them, when none waits, there is no place: those of one address alone must not be all there are.
    mutating func settle(_ channel: any Channel, _ address: ClientAddress?, mostOfAddress: Int, most: Int) -> Place {
        let id = ObjectIdentifier(channel)
        var place = Place(connection: connections[id])
        guard let connection = place.connection, let address else { return place }
        let others = held[address] ?? []
        if others.count >= mostOfAddress {
            place.isFull = true
            if let oldest = Self.evictLongestWaiting(of: others) {
                remove(oldest.channel)
                place.evicted = oldest
            } else if others.count >= most {
                remove(channel)
                place.connection = nil
                return place
            }
        }
        addresses[id] = address
        held[address, default: []].append(connection)
        return place
    }

    private static func evictLongestWaiting(of connections: [Connection]) -> Connection? {
        let waiting = connections.compactMap { connection in
            connection.idleSince.map { (connection: connection, since: $0) }
        }
        return waiting.sorted { $0.since < $1.since }
            .first { $0.connection.evict(idleSince: $0.since) }?.connection
    }

    /// Evicts the connection that waited longest of all; `nil` when all are being answered.
    mutating func evictLongestWaiting() -> Connection? {
        for isAnew in [false, true] {
            if isAnew {
                candidates = connections.values.compactMap { connection in
                    connection.idleSince.map { (connection, $0) }
                }
                candidates.sort { $0.since > $1.since }
            }
            while let (connection, since) = candidates.popLast() {
                guard connection.evict(idleSince: since) else { continue }
                remove(connection.channel)
                return connection
            }
        }
        return nil
    }

    mutating func remove(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        guard connections.removeValue(forKey: id) != nil, let address = addresses.removeValue(forKey: id) else {
            return
        }
        held[address]?.removeAll { $0.channel === channel }
        if held[address]?.isEmpty == true { held[address] = nil }
    }
}
