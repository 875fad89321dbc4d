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
        // Also forgets one that the other side has closed meanwhile.
        let expiry = channel.eventLoop.scheduleTask(in: IdleConnections.longestWait) { [weak self] in
            self?.remove(channel)
            channel.close(promise: nil)
        }
        let isKept = state.withLock { state in
            state.waiting.removeAll { !$0.channel.isActive }
            guard !state.isShutDown, state.waiting.count < IdleConnections.limit else { return false }
            state.waiting.append(Waiting(channel: channel, expiry: expiry))
            return true
        }
        guard !isKept else { return }
        expiry.cancel()
        channel.close(promise: nil)
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
            waiting.channel.close(promise: nil)
        }
        for waiting in waiting { try? await waiting.channel.closeFuture.get() }
    }

    private func remove(_ channel: any Channel) {
        state.withLock { $0.waiting.removeAll { $0.channel === channel } }
    }
}
