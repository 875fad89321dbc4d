import NIOCore
import NIOHTTP1
import NIOPosix

/// A provider that answers what a test says, byte by byte.
final class ScriptedProvider: Sendable {
    /// The JSON that it answers an action with.
    typealias Script = @Sendable (_ action: String) -> String

    private let listener: any Channel

    var url: String { "http://127.0.0.1:\(listener.localAddress?.port ?? 0)/api/v2" }

    private init(_ listener: any Channel) {
        self.listener = listener
    }

    /// Gives `body` a provider that is gone afterwards, whatever happens.
    static func with(_ script: @escaping Script, _ body: (ScriptedProvider) async throws -> Void) async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Handler(script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let provider = ScriptedProvider(listener)
        do {
            try await body(provider)
        } catch {
            try await listener.close().get()
            throw error
        }
        try await listener.close().get()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let script: Script
        private var body = ""

        init(_ script: @escaping Script) {
            self.script = script
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head: body = ""
            case .body(let buffer): body += String(buffer: buffer)
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            let action = body.split(separator: "&").first { $0.hasPrefix("action=") }?.dropFirst("action=".count)
            let text = script(String(action ?? ""))
            let headers: HTTPHeaders = ["Content-Length": "\(text.utf8.count)", "Content-Type": "application/json"]
            context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: .ok, headers: headers))), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
