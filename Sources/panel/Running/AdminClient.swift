import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import PanelAdmin
import PanelCore

/// Does the staff operations.
struct AdminClient: Sendable {
    /// Who carries them out.
    enum Server: Sendable {
        /// The running server, over its socket.
        case socket(String)
        /// This process.
        case local(LocalAdmin)
    }

    private let server: Server

    /// How long an operation may take: a check of the books of a large panel takes minutes.
    private static let timeout = TimeAmount.minutes(30)
    /// Largest answer in bytes.
    private static let longestAnswer = 256 * 1024 * 1024

    /// Who types the commands: it goes into the histories of orders.
    private static let staff = (name: "panel-staff", value: NSUserName())

    init(_ server: Server) {
        self.server = server
    }

    /// Does an operation.
    ///
    /// - Parameter path: With its query, percent-encoded: `/orders?limit=10`.
    /// - Returns: The JSON that the server answered.
    /// - Throws: ``CommandFailure`` with the server's words when it was not done.
    func send(_ method: HTTPMethod, _ path: String, body: Data? = nil) async throws -> Data {
        let (status, buffer) =
            switch server {
            case .socket(let socket): try await AdminClient.send(method, path, body, to: socket)
            case .local(let admin): try await AdminClient.send(method, path, body, to: admin)
            }
        let answer = Data(buffer: buffer)
        guard status == 200 else {
            // A provider's words may be in it.
            let message = (try? JSONDecoder().decode(ErrorMessage.self, from: answer))?.error.showingControls()
            throw CommandFailure(message ?? "The server answered \(status).")
        }
        return answer
    }

    private static func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: Data?,
        to socket: String
    ) async throws -> (status: Int, ByteBuffer) {
        let host = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socket
        var request = HTTPClientRequest(url: "http+unix://\(host)\(path)")
        request.method = method
        request.headers.add(name: staff.name, value: staff.value)
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: body))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: timeout)
        return (Int(response.status.code), try await response.body.collect(upTo: longestAnswer))
    }

    private static func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: Data?,
        to admin: LocalAdmin
    ) async throws -> (status: Int, ByteBuffer) {
        guard let method = HTTPRequest.Method(method.rawValue), let name = HTTPField.Name(staff.name) else {
            throw CommandFailure("There is no such operation.")
        }
        var head = HTTPRequest(method: method, scheme: "http", authority: "panel", path: path)
        head.headerFields[name] = staff.value
        let (status, answer) = try await admin.respond(to: head, body: body.map(ByteBuffer.init(data:)) ?? ByteBuffer())
        return (status.code, answer)
    }
}
