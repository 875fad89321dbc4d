import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection: collects each request, and sends what the responder says in the way it says.
///
/// A request that comes before the one before it was answered ends the connection: no client of an API v2 pipelines.
final class SandboxHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    /// Largest body in bytes.
    private static let bodyLimit = 256 * 1024

    private let responder: SandboxResponder
    private var head: HTTPRequestHead?
    private var body: ByteBuffer?
    private var isAnswering = false

    init(responder: SandboxResponder) {
        self.responder = responder
    }

    func channelActive(context: ChannelHandlerContext) {
        // Before anything is read of it.
        if responder.resetsConnection() { return reset(context) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard !isAnswering else { return context.close(promise: nil) }
            guard !responder.resetsRequest(head.uri.prefix { $0 != "?" }) else { return reset(context) }
            self.head = head
            if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
                context.writeAndFlush(
                    wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")),
                    promise: nil
                )
            }
        case .body(var part):
            guard head != nil else { return }
            if body == nil { body = part } else { body?.writeBuffer(&part) }
            guard let count = body?.readableBytes, count > SandboxHandler.bodyLimit else { return }
            let reply = SandboxReply.text("413 Content Too Large", "Content Too Large\n")
            head = nil
            send(reply, .none, context)
        case .end:
            guard let head else { return }
            let reply = responder.reply(to: head, body: body)
            self.head = nil
            body = nil
            send(reply, SandboxHandler.persistence(of: head), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, !isAnswering else { return context.close(promise: nil) }
        send(.text("400 Bad Request", "Bad Request\n"), .none, context)
    }

    // MARK: Answers

    private static func persistence(of head: HTTPRequestHead) -> SandboxReply.Persistence {
        guard head.isKeepAlive else { return .none }
        return head.version.minor == 0 ? .promised : .implied
    }

    private func send(
        _ reply: SandboxReply,
        _ persistence: SandboxReply.Persistence,
        _ context: ChannelHandlerContext
    ) {
        switch reply.manner {
        case .whole:
            write(reply, persistence, context)
        case .never:
            isAnswering = true
        case .reset:
            reset(context)
        case .late(let delay):
            isAnswering = true
            context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
                guard context.channel.isActive else { return }
                self.isAnswering = false
                self.write(reply, persistence, context)
            }
        case .slow(let pause):
            isAnswering = true
            context.writeAndFlush(
                wrapOutboundOut(reply.head(persistence, allocator: context.channel.allocator)),
                promise: nil
            )
            drip(ByteBuffer(bytes: reply.body), pause, persistence, context)
        case .half:
            isAnswering = true
            var buffer = reply.head(persistence, allocator: context.channel.allocator)
            buffer.writeBytes(reply.body.prefix(reply.body.count / 2))
            flushAndClose(buffer, context)
        }
    }

    private func write(
        _ reply: SandboxReply,
        _ persistence: SandboxReply.Persistence,
        _ context: ChannelHandlerContext
    ) {
        var buffer = reply.head(persistence, allocator: context.channel.allocator)
        buffer.writeBytes(reply.body)
        if case .none = persistence {
            isAnswering = true
            flushAndClose(buffer, context)
        } else {
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        }
    }

    private func drip(
        _ rest: ByteBuffer,
        _ pause: TimeAmount,
        _ persistence: SandboxReply.Persistence,
        _ context: ChannelHandlerContext
    ) {
        var rest = rest
        guard let byte = rest.readSlice(length: 1) else {
            isAnswering = false
            if case .none = persistence { context.close(promise: nil) }
            return
        }
        context.eventLoop.assumeIsolated().scheduleTask(in: pause) {
            guard context.channel.isActive else { return }
            context.writeAndFlush(self.wrapOutboundOut(byte), promise: nil)
            self.drip(rest, pause, persistence, context)
        }
    }

    private func flushAndClose(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
        let written = context.writeAndFlush(wrapOutboundOut(buffer))
        written.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    /// Ends the connection so that the other side sees a reset, whatever it was doing.
    private func reset(_ context: ChannelHandlerContext) {
        isAnswering = true
        head = nil
        body = nil
        if let options = context.channel as? any SocketOptionProvider {
            // On the loop of the channel it is set at once.
            options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
        }
        context.close(promise: nil)
    }
}
