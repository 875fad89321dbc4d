import Foundation
import HTTPTypes
import Logging
import NIOCore
import PanelAdmin
import PanelCore
import PanelTesting
import Testing

/// What staff are answered when something is not done, through all routes.
struct ErrorAnswerTests {
    @Test(arguments: [
        (HTTPRequest.Method.get, "/orders/9", "", 404, "unknown_order", "There is no order 9."),
        (.get, "/orders?limit=0", "", 422, "incorrect_limit", "The limit must be from 1 to 10000."),
        (.get, "/moons", "", 404, "unknown_operation", "There is no such operation."),
        (.post, "/users", #"{"name":"a b"}"#, 422, "incorrect_user_name", "A user name has 1 to 64"),
        (.post, "/users", #"{"name":"alice"}"#, 409, "user_exists", "There is a user alice already."),
        (.post, "/users", "[]", 422, "body_unreadable", "The body cannot be read"),
        (.get, "/audit?after=x", "", 422, "incorrect_cursor", "This is no cursor of the listing."),
        (.post, "/providers/box/test", "", 404, "unknown_provider", "There is no provider box."),
    ])
    func anErrorHasACodeAndASentence(
        method: HTTPRequest.Method,
        path: String,
        body: String,
        status: Int,
        code: String,
        words: String
    ) async throws {
        try await withAdmin { admin in
            let head = HTTPRequest(method: method, scheme: "http", authority: "panel", path: path)
            let (answered, bytes) = try await admin.respond(to: head, body: ByteBuffer(string: body))
            #expect(answered.status.code == status)
            let message = try JSONDecoder().decode([String: String].self, from: Data(bytes.readableBytesView))
            #expect(message["code"] == code)
            #expect(message["error"]?.hasPrefix(words) == true, "\(message)")
            #expect(message.count == 2)
        }
    }

    private func withAdmin(_ body: @escaping @Sendable (LocalAdmin) async throws -> Void) async throws {
        try await FulfilmentFixture.with { fixture in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            _ = try await fixture.panel.account()
            try await body(LocalAdmin(AdminAPI(fixture.open()), logger: logger))
        }
    }
}
