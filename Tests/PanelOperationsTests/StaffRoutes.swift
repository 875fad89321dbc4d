import Foundation
import HTTPTypes
import Logging
import NIOCore
import PanelAdmin
import PanelOperations
import PanelTesting
import Testing

/// The routes of staff operations over a store of its own, whose clock stands still.
struct StaffRoutes: Sendable {
    let panel: PanelFixture
    let open: OpenPanel
    private let admin: LocalAdmin
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func with(
        operations: OpenPanel.Limits = OpenPanel.Limits(),
        bodies: AdminAPI.Limits = AdminAPI.Limits(),
        _ body: @escaping @Sendable (StaffRoutes) async throws -> Void
    ) async throws {
        try await FulfilmentFixture.with { fixture in
            let open = fixture.open(limits: operations)
            let admin = LocalAdmin(AdminAPI(open, limits: bodies), logger: logger)
            try await body(StaffRoutes(panel: fixture.panel, open: open, admin: admin))
        }
    }

    private init(panel: PanelFixture, open: OpenPanel, admin: LocalAdmin) {
        self.panel = panel
        self.open = open
        self.admin = admin
    }

    /// What was answered.
    struct Answer {
        let status: Int
        /// Where the next page begins.
        let next: String?
        let body: Data

        /// A row of a listing, as its JSON.
        typealias Row = [String: String]

        /// The rows of a listing: every value as text.
        func rows() throws -> [Row] {
            let array = try #require(try JSONSerialization.jsonObject(with: body) as? [[String: Any]])
            return array.map { row in row.mapValues { "\($0)" } }
        }

        /// Why nothing was done.
        func message() throws -> String {
            let object = try JSONSerialization.jsonObject(with: body) as? [String: String]
            return try #require(object?["error"])
        }
    }

    /// - Parameter path: With its query.
    func get(_ path: String) async throws -> Answer {
        try await send(.get, path)
    }

    func send(_ method: HTTPRequest.Method, _ path: String, body: String = "") async throws -> Answer {
        let head = HTTPRequest(method: method, scheme: "http", authority: "panel", path: path)
        let (response, bytes) = try await admin.respond(to: head, body: ByteBuffer(string: body))
        return Answer(
            status: response.status.code,
            next: response.headerFields[AdminAPI.nextPage],
            body: Data(bytes.readableBytesView)
        )
    }
}
