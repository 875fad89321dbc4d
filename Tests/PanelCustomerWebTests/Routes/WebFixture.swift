import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import PanelAPI
import PanelCore
import PanelHTTP
import PanelOperations
import PanelSQL
import PanelSQLite
import PanelSecrets
import PanelStore
import PanelTesting
import PanelWeb
import Synchronization
import Testing

@testable import PanelCustomerWeb

/// The pages in front of a real store, with a clock that tests set.
final class WebFixture: Sendable {
    let panel: PanelFixture
    let open: OpenPanel
    let door: FrontDoor
    let pages: CustomerPages
    private let responder: any HTTPResponder<PageContext>
    private let box = ClockBox()

    static let origin = PublicOrigin("https://panel.example")!
    static let password = "correct horse battery"

    private init(_ fixture: FulfilmentFixture, limits: FrontDoor.Limits) {
        panel = fixture.panel
        open = OpenPanel(store: panel.store, writer: panel.writer, gateway: fixture.fulfilment) { [box] in box.now }
        var limits = limits
        // As cheap as it can be made: what is tested is not how long a hash takes.
        limits.hashing.passes = 1
        limits.hashing.memory = 8192
        door = FrontDoor(sealer: try? TextSealer(secret: Array(1...32)), limits: limits)
        let prices = PricingCache(store: panel.store)
        let api = APIConfiguration()
        let endpoint = APIEndpoint(configuration: api, store: panel.store, writer: panel.writer, prices: prices)
        pages = CustomerPages(
            open,
            door: door,
            prices: prices,
            endpoint: endpoint,
            api: api,
            configuration: CustomerPages.Configuration(),
            origin: WebFixture.origin
        )
        responder = pages.router().buildResponder()
    }

    private final class ClockBox: Sendable {
        private let moment = Mutex(PanelFixture.noon)
        var now: Timestamp { moment.withLock { $0 } }
        func pass(_ seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    var now: Timestamp { box.now }

    func pass(seconds: Int64) { box.pass(seconds) }

    static func with(
        limits: FrontDoor.Limits = FrontDoor.Limits(),
        engine: (SQLiteEngine) -> any SQLEngine = { $0 },
        _ body: @escaping @Sendable (WebFixture) async throws -> Void
    ) async throws {
        try await FulfilmentFixture.with(engine: engine) { fixture in
            try await body(WebFixture(fixture, limits: limits))
        }
    }

    /// An account that can log in with ``password``.
    @discardableResult
    func account(_ name: String = "alice", role: Role = .customer, isSuspended: Bool = false) async throws -> Account {
        let name = AccountName(unchecked: name)
        let hash = try await door.hasher.hash(NewPassword(WebFixture.password, for: name), for: nil)
        let account = try await panel.perform(
            CreateAccount(
                name: name,
                role: role,
                profile: .seed,
                language: .english,
                discount: .none,
                keyDigest: .of(name.description),
                password: hash,
                now: now
            )
        )
        if isSuspended { try await panel.perform(ChangeAccount(name: name, change: .suspend)) }
        return account
    }

    func browser(_ address: String = "192.0.2.1") -> TestBrowser {
        TestBrowser(responder, address: address)
    }
}

/// A browser, as far as the pages need one: it keeps cookies, and sends forms with the token of the page before.
final class TestBrowser: Sendable {
    private let responder: any HTTPResponder<PageContext>
    private let address: String
    private let jar = Mutex<[String: String]>([:])
    private let token = Mutex("")

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String
        var location: String? { headers[.location] }
    }

    init(_ responder: any HTTPResponder<PageContext>, address: String) {
        self.responder = responder
        self.address = address
    }

    var cookies: [String: String] { jar.withLock { $0 } }
    var csrf: String { token.withLock { $0 } }

    @discardableResult
    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, headers)
    }

    /// Asks with any method, and sends no form.
    func ask(_ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(method, path, headers)
    }

    /// Sends a form of the last page that had one.
    @discardableResult
    func post(
        _ path: String,
        _ fields: KeyValuePairs<String, String> = [:],
        csrf: String? = nil,
        headers: HTTPFields = [.origin: WebFixture.origin.description]
    ) async throws -> Answer {
        let all = [("csrf", csrf ?? self.csrf)] + fields.map { ($0.key, $0.value) }
        let body = all.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
        return try await post(path, body: body, headers: headers)
    }

    /// Sends a form as it is.
    func post(
        _ path: String,
        body: String,
        headers: HTTPFields = [.origin: WebFixture.origin.description]
    ) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(.post, path, headers, body: body)
    }

    /// Logs in, and looks at a page with forms.
    func logIn(_ name: String = "alice", password: String = WebFixture.password) async throws {
        try await get("/login")
        let answer = try await post("/login", ["name": name, "password": password])
        #expect(answer.status == 303)
        try await get("/account")
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            byte.isASCIILetterOrDigit ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal
        }.joined()
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ headers: HTTPFields,
        body: String = ""
    ) async throws -> Answer {
        var head = HTTPRequest(
            method: method,
            scheme: "http",
            authority: "evil.example",
            path: path,
            headerFields: headers
        )
        let cookies = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !cookies.isEmpty { head.headerFields[.cookie] = cookies }
        // What a page says when it fails, with the id that it shows then.
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        logger[metadataKey: "hb.request.id"] = "test"
        let context = PageContext(logger: logger, client: ClientAddress(address))
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: context)
        for cookie in response.headers[values: .setCookie] { keep(cookie) }
        let text = try await TestBrowser.text(of: response)
        if let match = text.firstMatch(of: /name="csrf" value="([^"]+)"/) {
            token.withLock { $0 = String(match.1) }
        }
        return Answer(status: response.status.code, headers: response.headers, text: text)
    }

    private func keep(_ cookie: String) {
        let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        jar.withLock { jar in
            jar[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
        }
    }

    private static func text(of response: Response) async throws -> String {
        let collected = Collected()
        try await response.body.write(collected)
        return String(decoding: collected.bytes.withLock { $0 }, as: UTF8.self)
    }

    private final class Collected: ResponseBodyWriter, Sendable {
        let bytes = Mutex<[UInt8]>([])
        func write(_ buffer: ByteBuffer) async throws {
            bytes.withLock { $0 += buffer.readableBytesView }
        }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
