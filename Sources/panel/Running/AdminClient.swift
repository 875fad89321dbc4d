import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import PanelAdmin

/// Speaks the staff operations to a server's socket.
struct AdminClient: Sendable {
    private let socket: String

    /// How long an operation may take: a check of the books of a large panel takes minutes.
    private static let timeout = TimeAmount.minutes(30)
    /// Largest answer in bytes.
    private static let longestAnswer = 256 * 1024 * 1024

    /// Who types the commands: it goes into the histories of orders.
    private static let staff = NSUserName()

    init(socket: String) {
        self.socket = socket
    }

    /// Does an operation.
    ///
    /// - Parameter path: With its query, percent-encoded: `/orders?limit=10`.
    /// - Returns: The JSON that the server answered.
    /// - Throws: ``CommandFailure`` with the server's words when it was not done.
    func send(_ method: HTTPMethod, _ path: String, body: Data? = nil) async throws -> Data {
        let host = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socket
        var request = HTTPClientRequest(url: "http+unix://\(host)\(path)")
        request.method = method
        request.headers.add(name: "panel-staff", value: AdminClient.staff)
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: body))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: AdminClient.timeout)
        let answer = Data(buffer: try await response.body.collect(upTo: AdminClient.longestAnswer))
        guard response.status == .ok else {
            let message = try? JSONDecoder().decode(ErrorMessage.self, from: answer)
            throw CommandFailure(message?.error ?? "The server answered \(response.status.code).")
        }
        return answer
    }
}
