import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A TCP server that does what a script says, byte for byte, and remembers what it was sent.
final class ScriptedServer: Sendable {
    /// What it does on one connection, when it has read a whole request, or at once.
    enum Step: Sendable {
        /// Waits until a request, with all of its body, has come since the last one.
        case read
        case write([UInt8])
        /// Writes the bytes one after the other, again and again, with a pause before each.
        case drip(String, pause: TimeAmount)
        /// Writes as many bytes.
        case flood(Int)
        case close
        /// Ends the connection with RST.
        case reset
        /// Accepts no further connections.
        case stopListening
        /// Answers with the state of the order that the last request asked about, which began at the order's id.
        case echoOrder

        static func write(_ text: String) -> Step { .write(Array(text.utf8)) }
        static func answer(_ body: String, status: String = "200 OK", fields: String = "") -> Step {
            let head = "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n\(fields)"
            return .write(head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
        }
    }

    private struct State {
        var connections = 0
        var requests: [String] = []
    }

    private let state = Mutex(State())
    private let channel: any Channel

    /// - Parameter scripts: What to do on each connection in turn; the last one is for all further ones too.
    init(_ scripts: [Step]..., tls: NIOSSLContext? = nil) async throws {
        let box = Box()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                guard let server = box.server.withLock({ $0.value }) else { return channel.close() }
                let index = server.state.withLock { state in
                    state.connections += 1
                    return min(state.connections, scripts.count) - 1
                }
                return channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(Player(scripts[index], server: server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        box.server.withLock { $0 = Weak(value: self) }
    }

    deinit {
        channel.close(promise: nil)
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var connections: Int { state.withLock { $0.connections } }
    var requests: [String] { state.withLock { $0.requests } }

    fileprivate func stopListening() -> EventLoopFuture<Void> {
        channel.close()
    }

    fileprivate func note(request: String) {
        state.withLock { $0.requests.append(request) }
    }

    private struct Weak {
        weak var value: ScriptedServer?
    }

    private final class Box: Sendable {
        let server = Mutex(Weak())
    }
}

/// Plays a script on one connection.
private final class Player: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var steps: ArraySlice<ScriptedServer.Step>
    private let server: ScriptedServer
    private var received = ""
    private var lastRequest = ""

    init(_ steps: [ScriptedServer.Step], server: ScriptedServer) {
        self.steps = steps[...]
        self.server = server
    }

    func channelActive(context: ChannelHandlerContext) {
        play(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        play(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func play(_ context: ChannelHandlerContext) {
        while let step = steps.first {
            switch step {
            case .read:
                guard let request = takeRequest() else { return }
                lastRequest = request
                server.note(request: request)
            case .write(let bytes):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .flood(let count):
                let part = ByteBuffer(repeating: UInt8(ascii: " "), count: 64 * 1024)
                for _ in 0..<(count / part.readableBytes) { context.write(wrapOutboundOut(part), promise: nil) }
                context.flush()
            case .drip(let text, let pause):
                drip(Array(text.utf8), from: 0, pause: pause, context)
            case .close:
                // Behind all that was written.
                context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
                    context.close(promise: nil)
                }
            case .reset:
                reset(context.channel)
            case .stopListening:
                // What comes behind waits for it.
                steps.removeFirst()
                return server.stopListening().hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in
                    self.play(context)
                }
            case .echoOrder:
                let id = lastRequest.split(separator: "=").last ?? ""
                let answer = ScriptedServer.Step.answer("{\"\(id)\":{\"status\":\"Pending\",\"start_count\":\(id)}}")
                steps.insert(answer, at: steps.startIndex + 1)
            }
            steps.removeFirst()
        }
    }

    /// Closing a connection that may not linger sends RST, and forgets what was not sent yet.
    private func reset(_ channel: any Channel) {
        guard let provider = channel as? any SocketOptionProvider else { return }
        provider.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
    }

    private func drip(_ bytes: [UInt8], from index: Int, pause: TimeAmount, _ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: pause) {
            guard context.channel.isActive else { return }
            let byte = ByteBuffer(bytes: [bytes[index]])
            context.writeAndFlush(self.wrapOutboundOut(byte), promise: nil)
            self.drip(bytes, from: (index + 1) % bytes.count, pause: pause, context)
        }
    }

    /// A request of which the head, and as much body as it announces, has come.
    private func takeRequest() -> String? {
        guard let head = received.utf8Range(of: "\r\n\r\n") else { return nil }
        let fields = received[..<head.lowerBound].split(separator: "\r\n").map { $0.lowercased() }
        let field = fields.first { $0.hasPrefix("content-length: ") }
        let length = field.flatMap { Int($0.dropFirst("content-length: ".count)) } ?? 0
        let rest = received.utf8[head.upperBound...]
        guard rest.count >= length, let end = rest.index(rest.startIndex, offsetBy: length, limitedBy: rest.endIndex)
        else { return nil }
        let request = String(received[..<end])
        received = String(received[end...])
        return request
    }
}

extension String {
    /// Where ASCII text first stands.
    fileprivate func utf8Range(of text: String) -> Range<String.Index>? {
        var start = utf8.startIndex
        while let end = utf8.index(start, offsetBy: text.utf8.count, limitedBy: utf8.endIndex) {
            if utf8[start..<end].elementsEqual(text.utf8) { return start..<end }
            start = utf8.index(after: start)
        }
        return nil
    }
}
