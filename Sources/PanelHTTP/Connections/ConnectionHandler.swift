import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Watches over one connection: what comes in is a request or is refused, and nobody keeps the connection for nothing.
///
/// - It answers `Expect: 100-continue`, which curl sends before larger bodies and otherwise waits a second for.
/// - It closes the connection when there is no request for too long, when one takes too long to arrive, and when nobody
///   reads its answer.
/// - It refuses with 400 what is no HTTP or can be read in two ways.
/// - When the server ends, it lets what was begun be answered.
///
/// It is one handler, the codec of `HTTPTypes` in it, because every handler costs each part of each request a cast.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let limits: PanelServer.Limits
    private let table: ConnectionTable
    private var connection: Connection?

    /// Requests whose head was received and that are not answered.
    private var unanswered = 0
    private var answered = 0
    /// Which requests want no body, by how many were received before them.
    private var headsOnly: [Int] = []
    /// By when the request that arrives must be whole.
    private var arrival: NIODeadline?
    private var idleSince = NIODeadline.now()
    /// Since when nobody takes what was written.
    private var stalledSince: NIODeadline?
    /// By when those that keep a server from ending must be done.
    private var drain: NIODeadline?

    /// The connection ends with the last answer.
    private var isLast = false
    /// What came is no request, and nothing behind it is read.
    private var isRefused = false
    private var refusal = "The request cannot be read"
    private var isRefusalHeadOnly = false
    /// Nothing more is written. What still comes is read until then, and thrown away: closing before would take back
    /// the answer from whoever still sends.
    private var lingering: NIODeadline?

    private var timer: (task: Scheduled<Void>, due: NIODeadline)?

    init(limits: PanelServer.Limits, table: ConnectionTable) {
        self.limits = limits
        self.table = table
    }

    // MARK: Its life

    func channelActive(context: ChannelHandlerContext) {
        connection = table.settle(context.channel)
        if connection == nil { context.close(promise: nil) }
        idleSince = .now()
        watch(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            isLast = true
            guard unanswered > 0 else { return context.close(promise: nil) }
            drain = .now() + TimeAmount(limits.drain)
            watch(context)
        case ChannelEvent.inputClosed where lingering != nil:
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            // Nothing is answered behind the last answer.
            guard !isLast else {
                isRefused = true
                return
            }
            let now = NIODeadline.now()
            guard connection?.waits(since: now) ?? false else {
                isRefused = true
                return
            }
            let shape = RequestShape(head)
            guard shape.isUnambiguous, let request = try? HTTPRequest(head, secure: false, splitCookie: false) else {
                isRefusalHeadOnly = shape.wantsHeadOnly
                return refuse(context)
            }
            if shape.wantsHeadOnly { headsOnly.append(answered + unanswered) }
            unanswered += 1
            arrival = now + TimeAmount(limits.body)
            if !shape.isKeepAlive { isLast = true }
            if shape.expectsContinue {
                let head = HTTPResponseHead(version: .http1_1, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            }
            context.fireChannelRead(wrapInboundOut(.head(request)))
        case .body(let part):
            context.fireChannelRead(wrapInboundOut(.body(part)))
        case .end:
            arrival = nil
            guard connection?.works() ?? false else {
                isRefused = true
                // It must not read as the end of the body.
                return context.fireErrorCaught(HTTPParserError.invalidEOFState)
            }
            // Nobody looks at trailers.
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Most requests arrive whole in one read and never need a timer.
        if arrival != nil { watch(context) }
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return context.fireErrorCaught(error) }
        guard !isRefused else { return }
        if case HTTPParserError.invalidURL = error {
            refusal = "The request's target has to be printable ASCII: percent-encode what is not"
        }
        if arrival != nil, unanswered > 0 {
            // Whoever collects the body answers.
            isRefused = true
            isLast = true
            context.fireErrorCaught(error)
        } else {
            refuse(context)
        }
    }

    /// Answers 400 once all before it was answered, and ends the connection.
    private func refuse(_ context: ChannelHandlerContext) {
        isRefused = true
        guard unanswered == 0, lingering == nil else { return }
        // In the midst of a request that was answered already, there is nothing more to say.
        guard arrival == nil else { return finish(context) }
        let body = ByteBuffer(string: #"{"error":"\#(refusal)"}"#)
        var head = HTTPResponseHead(version: .http1_1, status: .badRequest)
        head.headers.add(name: "Content-Type", value: "application/json")
        head.headers.add(name: "Content-Length", value: "\(body.readableBytes)")
        head.headers.add(name: "Cache-Control", value: "no-store")
        head.headers.add(name: "Connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !isRefusalHeadOnly { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        finish(context)
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard lingering == nil else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        let isHeadOnly = headsOnly.first == answered
        switch unwrapOutboundIn(data) {
        case .head(let response):
            var head = HTTPResponseHead(response)
            if isLast, unanswered == 1 { head.headers.replaceOrAdd(name: "Connection", value: "close") }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body where isHeadOnly:
            promise?.succeed()
        case .body(let part):
            context.write(wrapOutboundOut(.body(.byteBuffer(part))), promise: promise)
        case .end:
            unanswered -= 1
            answered += 1
            if isHeadOnly {
                headsOnly.removeFirst()
                // The encoder would end a body of chunks here, and keeps nothing of an answer but for its end.
                promise?.succeed()
            } else {
                context.write(wrapOutboundOut(.end(nil)), promise: promise)
            }
            guard unanswered == 0, isLast || isRefused else { return rest(context) }
            context.flush()
            if isLast { finish(context) } else { refuse(context) }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stalledSince = context.channel.isWritable ? nil : .now()
        if stalledSince != nil { watch(context) }
        context.fireChannelWritabilityChanged()
    }

    /// A request was answered, and the next one may come.
    private func rest(_ context: ChannelHandlerContext) {
        guard unanswered == 0 else { return }
        idleSince = .now()
        // A body that still arrives, though it was answered, is watched already.
        if arrival == nil { _ = connection?.waits(since: idleSince) }
        watch(context)
    }

    /// Closes the connection behind what was written.
    private func finish(_ context: ChannelHandlerContext) {
        lingering = .now() + .seconds(1)
        let isInputRead = arrival == nil && !isRefused
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        // The end of the output waits for what was written before.
        context.close(mode: .output).whenComplete { _ in
            if isInputRead { loopBound.value.close(promise: nil) }
        }
        watch(context)
    }

    // MARK: Time

    /// When the connection has been kept for long enough; `nil` while it is the server that is waited for.
    private var due: NIODeadline? {
        let stalled = stalledSince.map { $0 + TimeAmount(limits.idle) }
        // The answer is on its way for as long as somebody takes it.
        if let lingering { return stalled ?? lingering }
        let waited = [stalled, arrival].compactMap { $0 }.min()
        if let waited { return min(waited, drain ?? waited) }
        return unanswered == 0 ? idleSince + TimeAmount(limits.idle) : nil
    }

    private func watch(_ context: ChannelHandlerContext) {
        guard let due, timer.map({ due < $0.due }) ?? true else { return }
        timer?.task.cancel()
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let task = context.eventLoop.scheduleTask(deadline: due) {
            let (handler, context) = loopBound.value
            handler.timer = nil
            guard let due = handler.due else { return }
            if due <= .now() { context.close(promise: nil) } else { handler.watch(context) }
        }
        timer = (task, due)
    }
}
