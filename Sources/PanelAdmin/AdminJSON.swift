import FoundationEssentials
import HTTPTypes
import Hummingbird
import PanelStore

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

    /// The rows of a page as an array, with where the next one begins in a header.
    static func response<Row, Message: Encodable>(
        _ page: Page<Row>,
        _ message: (Row) -> Message
    ) throws -> Response {
        var response = try response(page.rows.map(message))
        if let next = page.next { response.headers[AdminAPI.nextPage] = next.description }
        return response
    }

    /// Reads a request's body.
    static func read<Value: Decodable>(
        _ type: Value.Type,
        from request: Request,
        limit: Int
    ) async throws -> Value {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: limit)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw AdminError(.bodyTooLarge, "The body is larger than \(limit) bytes.")
        } catch {
            throw AdminError(.bodyCutOff, "The body was cut off.")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch {
            throw AdminError(.bodyUnreadable, "The body cannot be read: \(AdminJSON.describe(error)).")
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
