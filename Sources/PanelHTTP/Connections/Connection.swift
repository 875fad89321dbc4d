import NIOCore
import Synchronization

/// A connection of a server, as all of its threads see it.
final class Connection: Sendable {
    let channel: any Channel

    /// Since when it is without a whole request, in nanoseconds of the event loops' clock; or one of the two below.
    private let waitingSince: Atomic<UInt64>

    /// A whole request is being answered.
    private static let busy = UInt64.max
    /// It has given way to another connection.
    private static let evicted = UInt64.max - 1

    init(_ channel: any Channel) {
        self.channel = channel
        waitingSince = Atomic(NIODeadline.now().uptimeNanoseconds)
    }

    /// Since when it waits; `nil` while it does not.
    var idleSince: UInt64? {
        let value = waitingSince.load(ordering: .relaxed)
        return value < Connection.evicted ? value : nil
    }

    /// Takes it out of service, unless something was done with it since. Whoever does so closes its channel.
    ///
    /// - Returns: Whether it is out. Then no request of it is answered any more.
    func evict(idleSince: UInt64) -> Bool {
        waitingSince.compareExchange(expected: idleSince, desired: Connection.evicted, ordering: .relaxed).exchanged
    }

    // MARK: For its event loop

    /// A request begins to arrive, or was answered.
    ///
    /// - Returns: `false` when the connection is out of service.
    func waits(since time: NIODeadline) -> Bool {
        change(to: time.uptimeNanoseconds)
    }

    /// A request is there as a whole.
    ///
    /// - Returns: `false` when the connection is out of service, and nothing may be done for it.
    func works() -> Bool {
        change(to: Connection.busy)
    }

    private func change(to value: UInt64) -> Bool {
        var current = waitingSince.load(ordering: .relaxed)
        while current != Connection.evicted {
            let (isChanged, original) = waitingSince.compareExchange(
                expected: current,
                desired: value,
                ordering: .relaxed
            )
            if isChanged { return true }
            current = original
        }
        return false
    }
}
