import Foundation
import HTTPTypes
import Logging
import NIOCore
import PanelAdmin
import PanelCore
import PanelFulfilment
import PanelOperations
import PanelSQL
import PanelSQLite
import PanelStore
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
        (.post, "/users", "[]", 422, "body_unreadable", "The body can not be read"),
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
            #expect(answered.code == status)
            let message = try JSONDecoder().decode([String: String].self, from: Data(bytes.readableBytesView))
            #expect(message["code"] == code)
            #expect(message["error"]?.hasPrefix(words) == true, "\(message)")
            #expect(message.count == 2)
        }
    }

    private func withAdmin(_ body: @escaping @Sendable (LocalAdmin) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "panel-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try await SQLStore(engine: SQLiteEngine(directory: directory))
        let fixture = PanelFixture(store: store)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let fulfilment = Fulfilment(
            server: ServerName("test"),
            store: store,
            writer: fixture.writer,
            sealer: try KeySealer(secret: Array(1...32)),
            logger: logger,
            clocks: Clocks(now: { PanelFixture.noon }, instant: { .now })
        )
        let open = OpenPanel(
            store: store,
            writer: fixture.writer,
            gateway: fulfilment,
            now: { PanelFixture.noon }
        )
        try await fixture.whileRunning {
            _ = try await fixture.account()
            try await body(LocalAdmin(AdminAPI(open), logger: logger))
        }
    }
}
