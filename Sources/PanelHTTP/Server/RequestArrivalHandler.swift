import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Watches over the arrival of requests.
///
/// It answers `Expect: 100-continue`, which curl sends before larger bodies and otherwise waits a second for. And it
/// closes a connection whose request takes too long to arrive after its head, so that nobody holds connections open
/// by sending a body a byte at a time. (A slow head falls under the server's idle time-out.)
///
/// One handler and not two, because every handler costs each part of each request a dynamic cast.
final class RequestArrivalHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    private let limit: TimeAmount
    private var deadline: NIODeadline?
    private var timer: Scheduled<Void>?

    /// - Parameter limit: How long the rest of a request may take after its head.
    init(limit: TimeAmount) {
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            deadline = .now() + limit
            if head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
        case .body:
            break
        case .end:
            deadline = nil
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Most requests arrive whole in one read and never need a timer.
        if let deadline, timer == nil { schedule(deadline, context: context) }
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancelTimer()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        cancelTimer()
    }

    private func cancelTimer() {
        timer?.cancel()
        timer = nil
    }

    private func schedule(_ deadline: NIODeadline, context: ChannelHandlerContext) {
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: deadline) {
            let (handler, context) = loopBound.value
            handler.timer = nil
            guard let deadline = handler.deadline else { return }
            if deadline <= .now() {
                context.close(promise: nil)
            } else {
                handler.schedule(deadline, context: context)
            }
        }
    }
}
