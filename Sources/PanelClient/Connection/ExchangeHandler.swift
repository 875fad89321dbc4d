import NIOCore
import NIOHTTP1
import NIOTLS

/// The end of a connection's pipeline: writes the request of an ``Exchange`` and hands it what comes back.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Exchange
    typealias OutboundOut = HTTPClientRequestPart

    private let arrivals: ArrivalHandler
    /// Kept when the TLS session stands; `nil` where none is needed, and once it was kept.
    private var secured: EventLoopPromise<Void>?
    private var exchange: Exchange?

    /// - Parameter secured: Succeeds when the TLS session stands, and fails with what prevents it.
    init(arrivals: ArrivalHandler, secured: EventLoopPromise<Void>?) {
        self.arrivals = arrivals
        self.secured = secured
    }

    // MARK: The request

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let exchange = unwrapOutboundIn(data)
        guard context.channel.isActive, self.exchange == nil, exchange.beginWriting() else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        self.exchange = exchange
        arrivals.expect { exchange.noteFirstByte() }
        context.write(wrapOutboundOut(.head(exchange.request)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(exchange.requestBody))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    // MARK: The answer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let exchange else {
            // Nobody asked: what else such a connection would say, nobody can know.
            context.close(promise: nil)
            return
        }
        switch unwrapInboundIn(data) {
        case .head(let head):
            arrivals.noteHead()
            exchange.receive(head)
        case .body(let part):
            exchange.receive(part)
        case .end:
            self.exchange = nil
            exchange.complete(isReusable: context.channel.isActive)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            secured?.succeed()
            secured = nil
        }
        context.fireUserInboundEventTriggered(event)
    }

    // MARK: The end

    func channelInactive(context: ChannelHandlerContext) {
        secured?.fail(ChannelError.eof)
        secured = nil
        exchange?.fail(.connectionLost, "the other side closed the connection")
        exchange = nil
        context.fireChannelInactive()
    }

    /// A connection that never became active ends without the events above.
    func handlerRemoved(context: ChannelHandlerContext) {
        secured?.fail(ChannelError.eof)
        secured = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        secured?.fail(error)
        secured = nil
        switch error {
        case HTTPParserError.headerOverflow:
            exchange?.fail(.tooLarge, "its head has more than \(Connector.longestHead) bytes")
        case HTTPParserError.invalidEOFState:
            exchange?.fail(.connectionLost, "the other side closed the connection")
        case is HTTPParserError:
            exchange?.fail(.connectionLost, "what came is no HTTP")
        default:
            // A peer that closes TLS without saying so ends an answer that has no length, as many servers do. Whether
            // it is complete, its JSON shows; the end of the connection follows.
            if ExchangeHandler.isUncleanEnd(error) { return }
            exchange?.fail(.connectionLost, "\(error)")
        }
        exchange = nil
        context.close(promise: nil)
    }
}

/// Notices the first byte of an answer, before it is known to be one, and bounds what comes before its head is complete.
///
/// The decoder's own limits leave out what it does not keep, such as a status line that never ends.
final class ArrivalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var notify: (() -> Void)?
    /// How many bytes may still come before the head is complete; `nil` when it is.
    private var allowance: Int?

    /// An answer is awaited. Calls with its first byte.
    func expect(_ notify: @escaping () -> Void) {
        self.notify = notify
        allowance = Connector.longestHead
    }

    func noteHead() {
        allowance = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        notify?()
        notify = nil
        let count = unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
        // What is behind the head in the same read is not the head's.
        guard let allowance else { return }
        self.allowance = allowance - count
        if count > allowance { context.fireErrorCaught(HTTPParserError.headerOverflow) }
    }
}
