import HTTPTypes
import Hummingbird
import NIOCore
import PanelAPI
import PanelHTTP

/// What strangers can reach: the API, and nothing else yet.
struct PublicResponder: HTTPResponder {
    let api: APIEndpoint
    let proxies: TrustedProxies

    /// A request with the connection that it came over.
    struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            coreContext = .init(source: source)
            channel = source.channel
        }
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        switch request.uri.path {
        case "/api/v2", "/api/v2/":
            await api.respond(to: request, from: { client(of: request, context) }, logger: context.logger)
        default:
            .json(ByteBuffer(string: #"{"error":"Not found. The API is at /api/v2"}"#), status: .notFound)
        }
    }

    private func client(of request: Request, _ context: Context) -> ClientAddress? {
        ClientAddress(context.channel.remoteAddress).map { peer in
            proxies.client(of: peer, forwardedFor: request.headers[values: .forwardedFor])
        }
    }
}

extension HTTPField.Name {
    /// For whom a web server in front asks. Each one that passes a request on adds whom it got it from.
    fileprivate static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
}
