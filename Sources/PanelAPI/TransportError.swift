import HTTPTypes
import Hummingbird
import PanelCore
import PanelHTTP
import PanelWire

/// What the transport itself answers, with a status other than 200.
enum TransportError: Error {
    case bodyTooLarge(limit: Int)
    case methodNotAllowed
    case rateLimited
    /// An address has tried too many keys that are none.
    case wrongKeys
    /// The body ends before its end, or is no body.
    case malformed
    /// The memory for bodies is taken.
    case noRoom
    /// More commands wait than the server takes on.
    case overloaded
    /// The server starts, stops, or can not reach its store.
    case unavailable
    /// Nothing is taken until the operator has looked.
    case closed
    /// The store was lost during a commit.
    case outcomeUnknown

    init(_ error: WriterError) {
        switch error {
        case .panelIsClosed: self = .closed
        case .overloaded: self = .overloaded
        case .closed, .notCarriedOut: self = .unavailable
        case .outcomeUnknown: self = .outcomeUnknown
        }
    }

    var response: Response {
        switch self {
        case .bodyTooLarge(let limit):
            TransportError.response(.contentTooLarge, "The body is larger than \(limit) bytes")
        case .methodNotAllowed:
            TransportError.response(.methodNotAllowed, "Use POST")
        case .rateLimited:
            TransportError.response(.tooManyRequests, "Too many requests, try again in a second", retryAfter: 1)
        case .wrongKeys:
            TransportError.response(.tooManyRequests, "Too many requests with an invalid API key", retryAfter: 1)
        case .malformed:
            TransportError.response(.badRequest, "The request cannot be read")
        case .overloaded, .noRoom:
            TransportError.response(.serviceUnavailable, "The server is busy, try again in a second", retryAfter: 1)
        case .unavailable:
            TransportError.response(.serviceUnavailable, "The server is not available, try again", retryAfter: 5)
        case .closed:
            TransportError.response(
                .serviceUnavailable,
                "The panel is closed: it takes no orders, cancels or refills until its operator opens it again",
                retryAfter: 60
            )
        case .outcomeUnknown:
            TransportError.response(
                .serviceUnavailable,
                "The outcome is not known: look the order up, or send the same request_id again",
                retryAfter: 5
            )
        }
    }

    private static func response(
        _ status: HTTPResponse.Status,
        _ text: String,
        retryAfter: Int? = nil
    ) -> Response {
        .json(ByteBuffer(bytes: Answers.transportError(text)), status: status, retryAfter: retryAfter)
    }
}
