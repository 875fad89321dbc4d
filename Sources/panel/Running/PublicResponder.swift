import HTTPTypes
import Hummingbird
import NIOCore
import PanelAPI
import PanelHTTP
import PanelWeb
import Synchronization

/// What strangers can reach: the API, and the pages.
struct PublicResponder: HTTPResponder {
    let api: APIEndpoint
    let pages: ServedPages
    let proxies: TrustedProxies

    typealias Context = PageContext

    func respond(to request: Request, context: PageContext) async throws -> Response {
        switch request.uri.path {
        case "/api/v2", "/api/v2/":
            return await api.respond(to: request, from: { client(of: request, context) }, logger: context.logger)
        default:
            guard let pages = pages.responder else {
                return .json(
                    ByteBuffer(string: #"{"error":"The server starts"}"#),
                    status: .serviceUnavailable,
                    retryAfter: 1
                )
            }
            var context = context
            context.client = client(of: request, context)
            return try await pages.respond(to: request, context: context)
        }
    }

    private func client(of request: Request, _ context: PageContext) -> ClientAddress? {
        ClientAddress(context.channel?.remoteAddress).map { peer in
            proxies.client(of: peer, forwardedFor: request.headers[values: .forwardedFor])
        }
    }
}

/// The pages, once it is known at which address they are: the port may be any free one.
final class ServedPages: Sendable {
    private let served = Mutex<(responder: any HTTPResponder<PageContext>, origin: PublicOrigin)?>(nil)

    var responder: (any HTTPResponder<PageContext>)? { served.withLock { $0?.responder } }

    /// Where people reach them.
    var origin: PublicOrigin? { served.withLock { $0?.origin } }

    func serve(_ responder: any HTTPResponder<PageContext>, at origin: PublicOrigin) {
        served.withLock { $0 = (responder, origin) }
    }
}

extension HTTPField.Name {
    /// For whom a web server in front asks. Each one that passes a request on adds whom it got it from.
    fileprivate static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
}
