import Hummingbird
import NIOCore
import PanelAPI
import PanelHTTP

/// What strangers can reach: the API, and nothing else yet.
struct PublicResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let api: APIEndpoint

    func respond(to request: Request, context: Context) async throws -> Response {
        switch request.uri.path {
        case "/api/v2", "/api/v2/":
            await api.respond(to: request, logger: context.logger)
        default:
            .json(ByteBuffer(string: #"{"error":"Not found. The API is at /api/v2"}"#), status: .notFound)
        }
    }
}
