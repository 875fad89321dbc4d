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

    /// What a command waits for and takes.
    struct Limits: Sendable {
        /// How long an operation may take: a check of the books of a large panel takes minutes.
        var timeout = Duration.seconds(1800)
        /// Largest answer in bytes.
        var answer = 256 * 1024 * 1024
        /// How long to wait for a directory that another process is just opening or leaving.
        var patience = Duration.seconds(15)
    }

    /// What was answered.
    struct Answer: Sendable {
        let json: Data
        /// Where the next page of a listing begins; `nil` when there is none.
        let next: String?
    }

    private let server: Server
    private let limits: Limits

    /// Who types the commands: it goes into the histories of orders.
    private static let staff = (name: "panel-staff", value: NSUserName())

    init(_ server: Server, limits: Limits) {
        self.server = server
        self.limits = limits
    }

    /// Does an operation.
    ///
    /// - Parameter path: With its query, percent-encoded: `/orders?limit=10`.
    /// - Throws: ``CommandFailure`` with the server's words when it was not done.
    func send(_ method: HTTPMethod, _ path: String, body: Data? = nil) async throws -> Answer {
        let (status, next, buffer) =
            switch server {
            case .socket(let socket): try await send(method, path, body, to: socket)
            case .local(let admin): try await send(method, path, body, to: admin)
            }
        let json = Data(buffer: buffer)
        guard status == 200 else {
            // A provider's words may be in it.
            let message = (try? JSONDecoder().decode(ErrorMessage.self, from: json))?.error.showingControls()
            throw CommandFailure(message ?? "The server answered \(status).")
        }
        return Answer(json: json, next: next)
    }

    private typealias Response = (status: Int, next: String?, body: ByteBuffer)

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: Data?,
        to socket: String
    ) async throws -> Response {
        let host = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socket
        var request = HTTPClientRequest(url: "http+unix://\(host)\(path)")
        request.method = method
        request.headers.add(name: AdminClient.staff.name, value: AdminClient.staff.value)
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: body))
        }
        // The client that all share gives up on a server that says nothing for 90 seconds. A check of the books does.
        let timeout = TimeAmount(limits.timeout)
        let timeouts = HTTPClient.Configuration.Timeout(connect: timeout, read: timeout)
        let configuration = HTTPClient.Configuration(timeout: timeouts)
        return try await HTTPClient.withHTTPClient(configuration: configuration) { [request] client in
            let response = try await client.execute(request, timeout: timeout)
            let next = response.headers.first(name: AdminAPI.nextPage.rawName)
            do {
                return (Int(response.status.code), next, try await response.body.collect(upTo: limits.answer))
            } catch is NIOTooManyBytesError {
                throw CommandFailure("The answer is larger than \(limits.answer) bytes (command-answer-limit).")
            }
        }
    }

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: Data?,
        to admin: LocalAdmin
    ) async throws -> Response {
        let staff = AdminClient.staff
        guard let method = HTTPRequest.Method(method.rawValue), let name = HTTPField.Name(staff.name) else {
            throw CommandFailure("There is no such operation.")
        }
        var head = HTTPRequest(method: method, scheme: "http", authority: "panel", path: path)
        head.headerFields[name] = staff.value
        let body = body.map(ByteBuffer.init(data:)) ?? ByteBuffer()
        let (response, answer) = try await admin.respond(to: head, body: body)
        return (response.status.code, response.headerFields[AdminAPI.nextPage], answer)
    }
}
