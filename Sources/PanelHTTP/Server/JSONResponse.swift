import HTTPTypes
package import Hummingbird

extension Response {
    /// An answer of JSON bytes that are complete.
    package static func json(_ body: ByteBuffer, status: HTTPResponse.Status = .ok, retryAfter: Int? = nil) -> Response
    {
        var response = json(ResponseBody(byteBuffer: body))
        response.status = status
        if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
        return response
    }

    /// An answer of JSON that may come piece by piece.
    package static func json(_ body: ResponseBody) -> Response {
        Response(status: .ok, headers: jsonHeaders, body: body)
    }

    /// What one customer was told is no other's, and old in a moment.
    private static let jsonHeaders: HTTPFields = [
        .contentType: "application/json", .cacheControl: "no-store",
    ]
}
