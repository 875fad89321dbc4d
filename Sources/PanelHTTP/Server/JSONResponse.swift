import HTTPTypes
package import Hummingbird

extension Response {
    /// An answer of JSON bytes that are complete.
    package static func json(_ body: ByteBuffer, status: HTTPResponse.Status = .ok, retryAfter: Int? = nil) -> Response
    {
        var headers = jsonHeaders
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    private static let jsonHeaders: HTTPFields = [.contentType: "application/json; charset=utf-8"]
}
