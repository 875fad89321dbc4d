import NIOCore
import NIOHTTP1
import Synchronization

/// One request and its answer on one connection.
///
/// Events come from the event loop, from the clock and from a task that is cancelled, in any order. The first that
/// decides ends the exchange; those behind it change nothing. So it is certain at each moment whether the request was
/// written: writing and stopping exclude each other under one lock.
final class Exchange: Sendable {
    /// How far it is.
    enum Phase {
        case resolving
        case connecting
        case securing
        case waiting
        /// The first byte of the request was handed to the connection, or is about to be.
        case written
    }

    /// A whole answer.
    struct Answer: Sendable {
        let head: HTTPResponseHead
        let body: ByteBuffer
        /// The connection, where it can serve another exchange.
        let reusable: (any Channel)?
    }

    /// How an exchange ended without a whole answer.
    struct Failure: Error {
        let kind: PanelClientError.Kind
        let detail: String
        let head: HTTPResponseHead?
        /// What came of the body.
        let body: ByteBuffer
        /// Whether any byte came back.
        let hasAnswer: Bool
    }

    typealias Outcome = Result<Answer, Failure>

    private struct State {
        var phase = Phase.resolving
        var channel: (any Channel)?
        var head: HTTPResponseHead?
        var body = ByteBuffer()
        var hasAnswer = false
        var outcome: Outcome?
        var continuation: CheckedContinuation<Outcome, Never>?
    }

    let request: HTTPRequestHead
    let requestBody: ByteBuffer
    private let longestAnswer: Int
    private let state = Mutex(State())

    init(request: HTTPRequestHead, body: ByteBuffer, longestAnswer: Int) {
        self.request = request
        requestBody = body
        self.longestAnswer = longestAnswer
    }

    /// How the exchange ends. Asked for once.
    func outcome() async -> Outcome {
        await withCheckedContinuation { continuation in
            let outcome = state.withLock { state in
                if state.outcome == nil { state.continuation = continuation }
                return state.outcome
            }
            if let outcome { continuation.resume(returning: outcome) }
        }
    }

    // MARK: Before the request

    /// Notes that the exchange comes to a phase before the request is written.
    ///
    /// - Returns: `false` when the exchange has ended, and nothing more is to be done for it.
    func enter(_ phase: Phase) -> Bool {
        state.withLock { state in
            guard state.outcome == nil else { return false }
            state.phase = phase
            return true
        }
    }

    /// Gives the exchange its connection, which it closes when it ends without one answer in full.
    ///
    /// - Returns: `false` when the exchange has ended, and the connection is to be closed.
    func adopt(_ channel: any Channel) -> Bool {
        state.withLock { state in
            guard state.outcome == nil else { return false }
            state.channel = channel
            return true
        }
    }

    /// Decides that the request is written now.
    ///
    /// - Returns: `false` when the exchange has ended, and nothing may be written.
    func beginWriting() -> Bool {
        enter(.written)
    }

    // MARK: The answer

    func noteFirstByte() {
        state.withLock { $0.hasAnswer = true }
    }

    func receive(_ head: HTTPResponseHead) {
        let isTooLong = state.withLock { state in
            state.hasAnswer = true
            state.head = head
            let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
            return length > longestAnswer
        }
        if isTooLong { fail(.tooLarge, "its length is over \(longestAnswer) bytes") }
    }

    func receive(_ part: ByteBuffer) {
        let isTooLong = state.withLock { state in
            guard state.outcome == nil else { return false }
            guard state.body.readableBytes + part.readableBytes <= longestAnswer else { return true }
            // Most answers come in one part, which needs no copy.
            if state.body.readableBytes == 0 {
                state.body = part
            } else {
                state.body.writeImmutableBuffer(part)
            }
            return false
        }
        if isTooLong { fail(.tooLarge, "it has more than \(longestAnswer) bytes") }
    }

    /// The answer is complete.
    ///
    /// - Parameter isReusable: Whether the connection can serve another exchange.
    func complete(isReusable: Bool) {
        end { state in
            guard let head = state.head else { return nil }
            let isReusable = isReusable && head.isKeepAlive && request.isKeepAlive
            return .success(Answer(head: head, body: state.body, reusable: isReusable ? state.channel : nil))
        }
    }

    // MARK: The end without an answer

    /// Ends the exchange with what went wrong. Before the request is written that is `reason`, where one is given;
    /// then it is `kind`.
    func fail(_ kind: PanelClientError.Kind, _ detail: String, before reason: PanelClientError.NotSentReason? = nil) {
        end { state in
            let isWritten = state.phase == .written
            let before = reason ?? Exchange.reason(in: state.phase)
            return .failure(
                Failure(
                    kind: isWritten ? Exchange.kind(kind, head: state.head) : .notSent(before),
                    detail: detail,
                    head: state.head,
                    body: state.body,
                    hasAnswer: state.hasAnswer
                )
            )
        }
    }

    /// The connection ended: within an answer that is a cut, before one a loss.
    private static func kind(_ kind: PanelClientError.Kind, head: HTTPResponseHead?) -> PanelClientError.Kind {
        kind == .connectionLost && head != nil ? .truncated : kind
    }

    private static func reason(in phase: Phase) -> PanelClientError.NotSentReason {
        switch phase {
        case .resolving: .dns
        case .connecting: .connect
        case .securing: .tls
        case .waiting, .written: .connect
        }
    }

    private func end(_ decide: (borrowing State) -> Outcome?) {
        let (outcome, continuation, channel) = state.withLock { state in
            guard state.outcome == nil, let outcome = decide(state) else {
                return (Outcome?.none, CheckedContinuation<Outcome, Never>?.none, (any Channel)?.none)
            }
            state.outcome = outcome
            defer {
                state.continuation = nil
                state.channel = nil
            }
            return (outcome, state.continuation, state.channel)
        }
        guard let outcome else { return }
        if case .success(let answer) = outcome, answer.reusable != nil {
            // The connection goes on.
        } else {
            channel?.close(promise: nil)
        }
        continuation?.resume(returning: outcome)
    }
}
