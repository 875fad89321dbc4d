import HTTPTypes
import PanelCore
import PanelSecrets
import PanelWeb

@testable import PanelCustomerWeb

/// Somebody who looks at a page. All who have an account are `alice`, and logged in.
enum Visitor: CaseIterable, Sendable {
    case stranger
    case customer
    case suspended
    case owner

    var role: Role { self == .owner ? .owner : .customer }

    static let loggedIn: [Visitor] = [.customer, .suspended, .owner]
}

/// What a route answers, to whom.
struct AccessRow: Sendable, CustomStringConvertible {
    /// As the router has it: `POST /reset/{token}`.
    let route: String
    /// What a form sends, as somebody would fill it in.
    let fields: KeyValuePairs<String, String>
    private let expected: @Sendable (Visitor) -> Outcome
    /// To whom the answer gives a cookie, or takes one away, who has the token of a page already.
    let setsCookies: Set<Visitor>
    /// Whether what is typed into the form outlives its session.
    private(set) var isKept = false

    enum Outcome: Equatable, Sendable {
        /// With this status, and no way elsewhere.
        case shows(Int)
        /// 303 to this path.
        case leads(String)
    }

    private init(
        _ route: String,
        _ fields: KeyValuePairs<String, String> = [:],
        setsCookies: Set<Visitor> = [],
        _ expected: @escaping @Sendable (Visitor) -> Outcome
    ) {
        self.route = route
        self.fields = fields
        self.setsCookies = setsCookies
        self.expected = expected
    }

    /// Of what is for somebody who is logged in: others go to the log-in.
    private static func own(
        _ route: String,
        _ fields: KeyValuePairs<String, String> = [:],
        _ expected: @escaping @Sendable (Visitor) -> Outcome
    ) -> AccessRow {
        AccessRow(route, fields) { $0 == .stranger ? .leads("/login") : expected($0) }
    }

    func expected(for visitor: Visitor) -> Outcome { expected(visitor) }

    var description: String { route }
    var isForm: Bool { route.hasPrefix("POST ") }
    var isFile: Bool { route.contains("/assets/") }

    /// - Parameter token: Of a link that works once.
    func path(token: SecretToken) -> String {
        String(route.drop { $0 != "/" })
            .replacing("/assets/{name}", with: Asset.stylesheet.path)
            .replacing("{token}", with: token.text)
            .replacing("{id}", with: "1")
    }

    // MARK: The table

    static let forms = all.filter(\.isForm)
    static let pages = all.filter { !$0.isForm }

    static let all =
        general + gate + links + account + api + ordering + orders + services + money + opened

    private static let general = [
        AccessRow("GET /") { .leads($0 == .stranger ? "/login" : "/order") },
        AccessRow("GET /healthz") { _ in .shows(200) },
        AccessRow("GET /assets/{name}") { _ in .shows(200) },
    ]

    private static let gate = [
        AccessRow("GET /login") { $0 == .stranger ? .shows(200) : .leads("/") },
        AccessRow(
            "POST /login",
            ["name": "alice", "password": WebFixture.password],
            setsCookies: Set(Visitor.allCases)
        ) { _ in .leads("/") },
        AccessRow("POST /logout", setsCookies: Set(Visitor.allCases)) { _ in .leads("/login") },
        AccessRow("GET /register") { $0 == .stranger ? .shows(200) : .leads("/") },
        AccessRow(
            "POST /register",
            ["name": "newcomer", "password": "matkhaurieng99", "language": "vi"],
            setsCookies: [.stranger]
        ) { _ in .leads("/") },
    ]

    private static let links = [
        AccessRow("GET /reset/{token}") { _ in .shows(200) },
        AccessRow("POST /reset/{token}", ["password": "quite another one"]) { _ in .leads("/login?set=1") },
        // A panel that has an owner gets no first one.
        AccessRow("GET /first/{token}") { .shows($0 == .owner ? 410 : 200) },
        AccessRow(
            "POST /first/{token}",
            ["name": "newcomer", "password": "matkhaurieng99"],
            setsCookies: [.stranger, .customer, .suspended]
        ) { $0 == .owner ? .shows(410) : .leads("/") },
    ]

    /// Addresses of forms, opened.
    private static let opened =
        ["password", "second-factor", "second-factor/off", "second-factor/codes", "sessions"].map { form in
            AccessRow("GET /account/\(form)") { _ in .leads("/account") }
        }
        + ["rotate", "profile", "try"].map { form in AccessRow("GET /api/\(form)") { _ in .leads("/api") } }
        + ["cancel", "refill"].map { form in AccessRow("GET /orders/\(form)") { _ in .leads("/orders") } }
        + [AccessRow("GET /services/favourite") { _ in .leads("/services") }]
        + [AccessRow("GET /logout") { _ in .leads("/") }, AccessRow("GET /mass/place") { _ in .leads("/mass") }]

    private static let account = [
        own("GET /account") { _ in .shows(200) },
        own("POST /account", ["display_name": "Al", "language": "vi", "theme": "dark"]) { _ in
            .leads("/account?done=saved")
        },
        own("POST /account/password", ["current": WebFixture.password, "password": "quite another one"]) { _ in
            .leads("/account?done=password")
        },
        // Without the secret that the page has.
        own("POST /account/second-factor", ["secret": "", "code": "000000"]) { _ in .shows(422) },
        own("POST /account/second-factor/off", ["password": WebFixture.password]) { _ in
            .leads("/account?done=second-factor-off")
        },
        // There are none without a second factor.
        own("POST /account/second-factor/codes") { _ in .leads("/account") },
        own("POST /account/sessions", ["session": "elsewhere"]) { _ in .leads("/account?done=sessions") },
    ]

    /// Of somebody who has none.
    private static let orders = [
        own("GET /orders") { _ in .shows(200) },
        own("GET /orders.csv") { _ in .shows(200) },
        own("HEAD /orders.csv") { _ in .shows(200) },
        own("GET /orders/rows") { _ in .shows(200) },
        own("GET /orders/{id}") { _ in .shows(404) },
        own("POST /orders/cancel", ["order": "1"]) { .shows($0 == .suspended ? 403 : 404) },
        own("POST /orders/refill", ["order": "1"]) { .shows($0 == .suspended ? 403 : 404) },
    ]

    private static let services = [
        own("GET /services") { _ in .shows(200) },
        // The panel has none of that number.
        own("POST /services/favourite", ["service": "77", "on": "1"]) { _ in .shows(404) },
        own("GET /updates") { _ in .shows(200) },
    ]

    private static let money = [
        own("GET /statement") { _ in .shows(200) },
        own("GET /statement.csv") { _ in .shows(200) },
        own("HEAD /statement.csv") { _ in .shows(200) },
        own("GET /funds") { _ in .shows(200) },
    ]

    private static let api = [
        AccessRow("GET /api") { _ in .shows(200) },
        AccessRow("GET /api.txt") { _ in .shows(200) },
        own("POST /api/rotate") { .shows($0 == .suspended ? 403 : 200) },
        own("POST /api/profile", ["profile": "perfectpanel", "language": "en"]) {
            $0 == .suspended ? .shows(403) : .leads("/api?done=saved")
        },
        own("POST /api/try", ["action": "balance"]) { _ in .shows(200) },
    ]

    /// The panel sells nothing, so what is ordered is refused. What strangers send is kept while they log in.
    private static let ordering = [
        own("GET /order") { _ in .shows(200) },
        kept("POST /order", ["service": "1", "link": "https://example.com/1", "quantity": "1000"]) {
            .shows($0 == .suspended ? 403 : 422)
        },
        own("GET /order/price") { _ in .shows(400) },
        own("POST /order/price") { _ in .shows(400) },
        own("GET /services/options") { _ in .shows(200) },
        own("GET /mass") { _ in .shows(200) },
        kept("POST /mass", ["lines": "1|https://example.com/1|1000"]) { _ in .shows(200) },
        kept("POST /mass/place", ["lines": "1|https://example.com/1|1000", "request_id": "one"]) {
            .shows($0 == .suspended ? 403 : 200)
        },
    ]

    /// Of a form of which a stranger keeps what was typed, and logs in.
    private static func kept(
        _ route: String,
        _ fields: KeyValuePairs<String, String>,
        _ expected: @escaping @Sendable (Visitor) -> Outcome
    ) -> AccessRow {
        var row = AccessRow(route, fields) { $0 == .stranger ? .shows(401) : expected($0) }
        row.isKept = true
        return row
    }
}
