/// The contract's table of errors: what is sent, and what `error` says in each profile.
struct ErrorRow: Sendable {
    let name: String
    let action: String
    let parameters: [(String, String)]
    let seed: String
    let perfectpanel: String

    /// A row about `add` of a good order with some parameters changed. An empty change leaves the parameter out.
    static func add(
        _ name: String,
        service: Int = 1,
        _ changes: [String: String],
        _ seed: String,
        _ perfectpanel: String
    ) -> ErrorRow {
        var all = ["service": "\(service)", "link": "https://example.com/p/1", "quantity": "500"]
        all.merge(changes) { $1 }
        let parameters = all.filter { $0.value != missing }.sorted { $0.key < $1.key }
        return ErrorRow(
            name: name,
            action: "add",
            parameters: parameters.map { ($0.key, $0.value) },
            seed: seed,
            perfectpanel: perfectpanel
        )
    }

    /// Says that a parameter is left out.
    static let missing = "(missing)"

    /// What customers can order in these tests.
    static let catalogue = [
        Row.facebookViews, Row.tiktokViews,
        Row.make(3, "Custom Comments"), Row.make(4, more: #""deny_duplicates":true"#),
        Row.make(5, more: #""link_pattern":"url""#), Row.make(6, more: #""enabled":false"#),
        Row.make(7, "Mentions Hashtag"), Row.make(8, "SEO"), Row.make(9, "Poll"), Row.make(10, "Web Traffic"),
        Row.make(11, "Subscriptions", "0.01"), Row.make(12, "Custom Comments Package"), Row.make(13, "Mentions"),
        Row.make(14, "Mentions with Hashtags"), Row.make(15, "Mentions Custom List"),
        Row.make(16, "Mentions User Followers"), Row.make(17, "Comment Likes"), Row.make(18, "Mentions Media Likers"),
        Row.make(19, "Comment Replies"), Row.make(20, "Invites from Groups"), Row.make(21, "Package", "1000000"),
        Row.make(22, more: #""link_pattern":"username""#), Row.make(23, more: #""link_pattern":"^vn[0-9]+$""#),
    ]

    static let adds = services + links + quantities + others + dripFeeds + money

    private static let services = [("missing", missing), ("unknown", "999"), ("disabled", "6"), ("blank", " ")].map {
        add("service \($0)", ["service": $1], "error.incorrect_service_id", "Incorrect service ID")
    }

    private static let links: [ErrorRow] =
        [
            ("missing", 1, missing), ("blank", 1, "  "), ("with a control character", 1, "a\u{1}b"),
            ("too long", 1, String(repeating: "x", count: 2049)), ("no URL", 5, "example"),
            ("no user name", 22, "https://example.com"), ("not as the pattern", 23, "vnx"),
        ].map { add("link \($0)", service: $1, ["link": $2], "neworder.error.link", "Bad link") } + [
            add(
                "link of a rule",
                ["link": "https://CASINO.example/x"],
                "neworder.error.link_not_allowed",
                "Link is not allowed"
            ),
            add(
                "link with an active order",
                service: 4,
                ["link": "https://example.com/active"],
                "neworder.error.link_duplicate",
                "You have active order with this link. Please wait until order being completed."
            ),
        ]

    private static let quantities: [ErrorRow] =
        [missing, "", "199", "0", "-5", "abc", "200.5", "1e3"].map {
            add("quantity \($0)", ["quantity": $0], "neworder.error.min_quantity", "Quantity less than minimal 200")
        } + [
            add(
                "quantity above",
                ["quantity": "10001"],
                "neworder.error.max_quantity",
                "Quantity more than maximum 10000"
            ),
            add(
                "posts above",
                service: 11,
                ["posts": "100001", "username": "a"],
                "neworder.error.max_quantity",
                "Quantity more than maximum 100000"
            ),
        ]

    private static let others: [ErrorRow] =
        [(3, missing), (3, " \r\n \n"), (12, missing), (19, "")].map {
            add(
                "comments of \($0)",
                service: $0,
                ["comments": $1, "username": "a"],
                "neworder.error.comment",
                "Comments are required"
            )
        }
        + malformed.map { (name: String, service: Int, changes: [String: String]) in
            add(
                "\(name) of \(service)",
                service: service,
                changes,
                "neworder.error.\(name)",
                "Incorrect \(name)"
            )
        }

    /// A parameter, a service that wants it, and what is sent.
    private static let malformed: [(String, Int, [String: String])] =
        [
            ("hashtag", 7, [:]), ("keywords", 8, [:]), ("answer_number", 9, [:]),
            ("answer_number", 9, ["answer_number": "x"]),
            ("country", 10, ["device": "1", "type_of_traffic": "3"]),
            ("device", 10, ["country": "VN", "type_of_traffic": "3"]),
            ("type_of_traffic", 10, ["country": "VN", "device": "1"]),
            ("google_keyword", 10, ["country": "VN", "device": "1", "type_of_traffic": "1"]),
            ("referring_url", 10, ["country": "VN", "device": "1", "type_of_traffic": "2"]),
            ("posts", 11, ["quantity": missing]), ("posts", 11, ["posts": "-1"]), ("posts", 11, ["posts": "x"]),
            ("min", 11, ["posts": "5", "min": "x"]), ("max", 11, ["posts": "5", "min": "9", "max": "3"]),
            ("delay", 11, ["posts": "5", "delay": "-1"]), ("expiry", 11, ["posts": "5", "expiry": "31/02/2099"]),
            ("expiry", 11, ["posts": "5", "expiry": "01/01/2001"]),
            ("usernames", 13, [:]), ("usernames", 14, ["hashtags": "#a"]), ("hashtags", 14, ["usernames": "a"]),
            ("usernames", 15, [:]), ("username", 16, [:]), ("username", 17, [:]), ("media", 18, [:]),
            ("username", 19, ["comments": "a"]), ("groups", 20, [:]),
            ("reaction", 1, ["reaction": "LIKE1"]), ("reaction", 1, ["reaction": String(repeating: "a", count: 21)]),
            ("post", 1, ["post": "a\u{2}b"]),
            ("view_time", 1, ["view_time": "-1"]), ("view_time", 1, ["view_time": "86401"]),
            ("view_time", 1, ["view_time": "ten"]),
            ("request_id", 1, ["request_id": String(repeating: "r", count: 129)]),
        ]

    private static let dripFeeds: [ErrorRow] =
        [
            ("runs", ["runs": "1", "interval": "60"]), ("runs", ["runs": "1001", "interval": "60"]),
            ("runs", ["interval": "60"]), ("interval", ["runs": "2"]), ("interval", ["runs": "2", "interval": "0"]),
            ("interval", ["runs": "2", "interval": "43201"]), ("days", ["days": "1"]), ("days", ["days": "366"]),
            ("days", ["days": "x"]),
        ].map { (name: String, changes: [String: String]) in
            add("drip-feed \(changes)", changes, "neworder.error.\(name)", "Incorrect \(name)")
        }
        + [["days": "7"], ["runs": "2", "interval": "60"]].map {
            add(
                "drip-feed not offered",
                service: 2,
                $0,
                "neworder.error.dripfeed",
                "Drip-feed is not available for this service"
            )
        }

    private static let money = [
        add(
            "balance too low",
            service: 21,
            [:],
            "neworder.error.insufficient_balance",
            "Not enough funds on balance"
        ),
        add(
            "request_id of another order",
            ["request_id": "used", "quantity": "501"],
            "neworder.error.request_id",
            "request_id was used with other parameters"
        ),
    ]
}
