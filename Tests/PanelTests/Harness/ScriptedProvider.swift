import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A provider that answers what a test says, byte by byte.
final class ScriptedProvider: Sendable {
    /// The JSON that it answers an action with.
    typealias Script = @Sendable (_ action: String) -> String

    /// What it was asked.
    struct Request: Sendable {
        fileprivate let form: [String: String]

        /// A parameter; empty when it was not sent.
        subscript(name: String) -> String { form[name] ?? "" }

        var action: String { self["action"] }
    }

    struct Answer: Sendable {
        var status = HTTPResponseStatus.ok
        let body: String
    }

    private let listener: any Channel
    private let counts: Counts

    /// How often it was asked for an action.
    func count(of action: String) -> Int { counts.numbers.withLock { $0[action] ?? 0 } }

    private final class Counts: Sendable {
        let numbers = Mutex<[String: Int]>([:])
    }

    var url: String { "http://127.0.0.1:\(listener.localAddress?.port ?? 0)/api/v2" }

    private init(_ listener: any Channel, _ counts: Counts) {
        self.listener = listener
        self.counts = counts
    }

    /// Gives `body` a provider that is gone afterwards, whatever happens.
    static func with(_ script: @escaping Script, _ body: (ScriptedProvider) async throws -> Void) async throws {
        try await answering({ Answer(body: script($0.action)) }, body)
    }

    /// As above, for answers that depend on all that was asked.
    static func answering(
        _ script: @escaping @Sendable (Request) -> Answer,
        _ body: (ScriptedProvider) async throws -> Void
    ) async throws {
        let counts = Counts()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Handler(script, counts))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let provider = ScriptedProvider(listener, counts)
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

        private let script: @Sendable (Request) -> Answer
        private let counts: Counts
        private var body = ""

        init(_ script: @escaping @Sendable (Request) -> Answer, _ counts: Counts) {
            self.script = script
            self.counts = counts
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head: body = ""
            case .body(let buffer): body += String(buffer: buffer)
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            var components = URLComponents()
            components.percentEncodedQuery = body
            let form = (components.queryItems ?? []).map { ($0.name, $0.value ?? "") }
            let request = Request(form: Dictionary(form) { first, _ in first })
            counts.numbers.withLock { $0[request.action, default: 0] += 1 }
            let answer = script(request)
            let text = answer.body
            let headers: HTTPHeaders = ["Content-Length": "\(text.utf8.count)", "Content-Type": "application/json"]
            let head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}

/// What a script does differently from some moment on.
final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set(_ isSet: Bool) { value.store(isSet, ordering: .releasing) }
}
