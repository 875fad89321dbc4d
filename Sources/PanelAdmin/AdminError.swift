import FoundationEssentials
import HTTPTypes
import Hummingbird
import PanelCore
import PanelStore
import PanelWords

/// Why a staff operation was not done, as it is answered.
struct AdminError: Error, HTTPResponseError {
    let status: HTTPResponse.Status
    let message: String

    /// Something in the request is wrong.
    static func invalid(_ message: String) -> AdminError {
        AdminError(status: .unprocessableContent, message: message)
    }

    init(status: HTTPResponse.Status, message: String) {
        self.status = status
        self.message = message
    }

    init(_ refusal: StaffRefusal) {
        status =
            switch refusal {
            case .unknownOrder, .unknownRefill, .unknownAccount, .unknownService, .unknownLinkRule,
                .unknownProvider:
                .notFound
            case .outcome(.illegalTransition), .outcome(.wouldTakeBack), .outcome(.balanceTooLarge):
                .conflict
            case .accountExists, .illegalRefillTransition, .referenceReused, .insufficientBalance, .balanceTooLarge,
                .providerExists, .providerHasOpenOrders, .orderIsRelayed, .orderHasNoProvider, .attemptIsUnderWay,
                .nothingToAccept, .costCanNotBeBooked, .providerHasOrder,
                .upstreamOrderIsTaken, .refillIsNotUnclear, .emptyCatalogue:
                .conflict
            case .outcome(.nothingToChange), .outcome(.negativeStartCount), .outcome(.remainsOutOfRange),
                .outcome(.partialWithoutRemains), .zeroAmount, .incorrectService, .duplicateService, .incorrectProvider:
                .unprocessableContent
            }
        message = refusal.words(in: .english)
    }

    init(_ problem: ProviderProblem) {
        status = .unprocessableContent
        message = problem.description
    }

    init(_ error: WriterError) {
        status = .serviceUnavailable
        message =
            switch error {
            case .panelIsClosed(let reason): "The panel is closed. \(reason)"
            case .overloaded: "The server is busy; try again in a second."
            case .closed: "The server is shutting down."
            case .notCarriedOut: "The database failed; nothing was changed. The server's log says why."
            case .outcomeUnknown: "The database was lost while it wrote; look whether the change was made."
            }
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        try AdminJSON.response(ErrorMessage(error: message), status: status)
    }
}

/// The JSON of the staff operations.
enum AdminJSON {
    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value)))
        )
    }

    /// Reads a request's body.
    static func read<Value: Decodable>(
        _ type: Value.Type,
        from request: Request,
        limit: Int = 64 * 1024
    ) async throws -> Value {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: limit)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw AdminError(status: .contentTooLarge, message: "The body is larger than \(limit) bytes.")
        } catch {
            throw AdminError(status: .badRequest, message: "The body was cut off.")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch {
            throw AdminError.invalid("The body can not be read: \(AdminJSON.describe(error)).")
        }
    }

    /// A decoding error in words, with the place it is at.
    static func describe(_ error: any Error) -> String {
        func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            let path = (context.codingPath + (key.map { [$0] } ?? [])).map {
                $0.intValue.map { "row \($0 + 1)" } ?? $0.stringValue
            }
            return path.isEmpty ? "" : " (at \(path.joined(separator: ", ")))"
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context): return "\(key.stringValue) is missing\(place(context))"
        case DecodingError.valueNotFound(_, let context): return "a value is missing\(place(context))"
        case DecodingError.typeMismatch(let type, let context): return "expected \(type)\(place(context))"
        case DecodingError.dataCorrupted(let context): return context.debugDescription + place(context)
        default: return "\(error)"
        }
    }
}
