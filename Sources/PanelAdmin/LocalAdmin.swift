package import HTTPTypes
import Hummingbird
package import Logging
package import NIOCore
import Synchronization

/// The operations of staff for the process that has the panel open itself. There is no socket, so nobody else can be at
/// its other end.
package struct LocalAdmin: Sendable {
    private let responder: RouterResponder<AdminContext>
    private let logger: Logger

    package init(_ api: AdminAPI, logger: Logger) {
        responder = api.router().buildResponder()
        self.logger = logger
    }

    /// Carries a request out, as a server on a socket would.
    package func respond(to head: HTTPRequest, body: ByteBuffer) async throws -> (HTTPResponse, ByteBuffer) {
        let request = Request(head: head, body: RequestBody(buffer: body))
        let response = try await responder.respond(to: request, context: AdminContext(logger: logger))
        let answer = Answer()
        try await response.body.write(answer)
        return (response.head, answer.bytes.withLock { $0 })
    }

    private final class Answer: ResponseBodyWriter, Sendable {
        let bytes = Mutex(ByteBuffer())

        func write(_ buffer: ByteBuffer) async throws {
            _ = bytes.withLock { $0.writeImmutableBuffer(buffer) }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
