import NIOCore
import Synchronization

/// Connections of one client that wait for their next request.
final class IdleConnections: Sendable {
    /// The most that wait.
    static let limit = 8
    /// How long one waits: less than most servers do, so that it is seldom they who end it.
    static let longestWait = TimeAmount.seconds(30)

    private struct Waiting {
        let channel: any Channel
        let expiry: Scheduled<Void>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isShutDown = false
    }

    private let state = Mutex(State())

    /// The connection that was used last, which is the least likely to be closed.
    func take() -> (any Channel)? {
        while let waiting = state.withLock({ $0.waiting.popLast() }) {
            waiting.expiry.cancel()
            if waiting.channel.isActive { return waiting.channel }
        }
        return nil
    }

    /// Lets a connection wait; closes it when there are enough.
    func put(_ channel: any Channel) {
        let expiry = channel.eventLoop.scheduleTask(in: IdleConnections.longestWait) { channel.close(promise: nil) }
        let isKept = state.withLock { state in
            guard !state.isShutDown, state.waiting.count < IdleConnections.limit else { return false }
            state.waiting.append(Waiting(channel: channel, expiry: expiry))
            return true
        }
        guard isKept else {
            expiry.cancel()
            channel.close(promise: nil)
            return
        }
        // One that ends while it waits must not keep a place; also where it ended just before it was put here.
        channel.closeFuture.whenComplete { [weak self] _ in self?.remove(channel) }
    }

    /// Closes all, and keeps none from now on.
    func shutdown() async {
        let waiting = state.withLock { state in
            state.isShutDown = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiting in waiting {
            waiting.expiry.cancel()
            try? await waiting.channel.close()
        }
    }

    private func remove(_ channel: any Channel) {
        state.withLock { $0.waiting.removeAll { $0.channel === channel } }
    }
}
