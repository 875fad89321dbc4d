import Foundation
import HTTPTypes
import Logging
import NIOCore
import PanelAdmin
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
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
        publicURL: String? = nil,
        _ body: @escaping @Sendable (StaffRoutes) async throws -> Void
    ) async throws {
        try await FulfilmentFixture.with { fixture in
            let open = fixture.open(limits: operations)
            let admin = LocalAdmin(AdminAPI(open, limits: bodies) { publicURL }, logger: logger)
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

        /// An answer that is no listing: every value as text.
        func object() throws -> Row {
            let object = try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
            return object.mapValues { "\($0)" }
        }

        /// Why nothing was done.
        func message() throws -> String { try #require(try object()["error"]) }

        /// The same for programs.
        func code() throws -> String { try #require(try object()["code"]) }
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

extension PanelFixture {
    /// Logs somebody in on the pages, whatever their password is.
    ///
    /// - Parameter seconds: How long after ``noon``.
    func logIn(_ name: AccountName, from client: Session.Client, after seconds: Int64 = 0) async throws {
        let known = try #require(try await store.read(CredentialsOfName(name)))
        let command = LogIn(
            account: known.account.id,
            password: known.credentials.password,
            proof: .none,
            before: nil,
            token: SecretToken().digest,
            client: client,
            now: PanelFixture.noon.adding(seconds: seconds)
        )
        try await perform(command)
    }
}
