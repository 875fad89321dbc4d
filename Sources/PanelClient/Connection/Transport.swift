import NIOCore
import NIOHTTP1

/// Sends requests to one panel, and decides which connection each goes over.
///
/// It stands on SwiftNIO itself and not on an HTTP client for two reasons. For `add` it must be certain whether any byte
/// of the request was written, and nothing may send it again or follow a redirect with it; general clients retry on
/// their own and do not tell. And the address that a host resolves to has to be checked at each connection, before it is
/// made to exactly that address.
struct Transport: Sendable {
    /// How a request may travel.
    enum Repetition {
        /// Over a connection of its own, once: the request changes something and must not happen twice.
        case never
        /// Over a connection that is kept, and once more over a new one when a kept one was dead: doing it twice
        /// changes nothing.
        case harmless
    }

    let connector: Connector
    let idle = IdleConnections()

    func send(
        _ body: [UInt8],
        repetition: Repetition,
        longestAnswer: Int,
        timeout: Duration
    ) async -> Exchange.Outcome {
        let deadline = NIODeadline.now() + TimeAmount(timeout)
        let makeExchange = {
            Exchange(
                request: head(repetition, length: body.count),
                body: ByteBuffer(bytes: body),
                longestAnswer: longestAnswer
            )
        }
        var lost: Exchange.Failure?
        if repetition == .harmless, let channel = idle.take() {
            let exchange = makeExchange()
            let outcome = await run(exchange, until: deadline) {
                guard exchange.adopt(channel), exchange.enter(.waiting) else { return channel.close(promise: nil) }
                Connector.write(exchange, to: channel)
            }
            guard case .failure(let failure) = outcome, failure.isOfDeadConnection else { return outcome }
            lost = failure
        }
        let exchange = makeExchange()
        let outcome = await run(exchange, until: deadline) {
            connector.connect(for: exchange, deadline: deadline)
        }
        // That the second request was not sent does not prove that the first one was not.
        if let lost, lost.kind == .connectionLost, case .failure(let failure) = outcome, case .notSent = failure.kind {
            return .failure(lost)
        }
        return outcome
    }

    /// Ends the exchange at the deadline, and when the task is cancelled, whatever it is waiting for.
    private func run(
        _ exchange: Exchange,
        until deadline: NIODeadline,
        start: () -> Void
    ) async -> Exchange.Outcome {
        let alarm = connector.group.any().scheduleTask(deadline: deadline) {
            exchange.fail(.timedOut, "the time for the call is over")
        }
        defer { alarm.cancel() }
        return await withTaskCancellationHandler {
            start()
            let outcome = await exchange.outcome()
            if case .success(let answer) = outcome, let channel = answer.reusable { idle.put(channel) }
            return outcome
        } onCancel: {
            exchange.fail(.cancelled, "", before: .cancelled)
        }
    }

    private func head(_ repetition: Repetition, length: Int) -> HTTPRequestHead {
        var headers = HTTPHeaders()
        headers.reserveCapacity(6)
        headers.add(name: "Host", value: connector.url.hostField)
        headers.add(name: "User-Agent", value: "panel")
        headers.add(name: "Accept", value: "application/json")
        headers.add(name: "Accept-Encoding", value: "identity")
        headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        headers.add(name: "Content-Length", value: String(length))
        if repetition == .never { headers.add(name: "Connection", value: "close") }
        return HTTPRequestHead(version: .http1_1, method: .POST, uri: connector.url.path, headers: headers)
    }
}

extension Exchange.Failure {
    /// Whether a connection that had waited turned out to be closed, and nothing came back.
    fileprivate var isOfDeadConnection: Bool {
        guard !hasAnswer else { return false }
        switch kind {
        case .connectionLost, .notSent(.connect): return true
        default: return false
        }
    }
}
