import Foundation
import HTTPTypes
import PanelAdmin
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelTesting
import Testing

/// Listings of staff operations, through their routes: every one has pages, and says how to go on.
struct ListingTests {
    /// A listing, and what tells its rows from each other.
    struct Listed: Sendable, CustomTestStringConvertible {
        let path: String
        let key: [String]

        var testDescription: String { path }

        init(_ path: String, by key: String...) {
            self.path = path
            self.key = key
        }

        func asking(_ parameters: String) -> String {
            path + (path.contains("?") ? "&" : "?") + parameters
        }

        func keys(_ answer: StaffRoutes.Answer) throws -> [String] {
            try answer.rows().map { row in key.map { row[$0] ?? "-" }.joined(separator: " ") }
        }
    }

    private static let link = "link=http%3A%2F%2Fwww.example.com%2Fp%2F1%2F"

    static let all = [
        Listed("/users", by: "id"), Listed("/users?name=a", by: "id"),
        Listed("/users?order=last-order", by: "id", "last_order"),
        Listed("/users/alice/statement", by: "cause", "amount", "balance"),
        Listed("/users/alice/sessions", by: "address"), Listed("/invitations", by: "id"),
        Listed("/services", by: "service"), Listed("/link-rules", by: "id"), Listed("/providers", by: "name"),
        Listed("/orders", by: "id"), Listed("/orders?user=alice", by: "id"),
        Listed("/orders?status=pending", by: "id"), Listed("/orders?status=completed", by: "id"),
        Listed("/orders?user=alice&status=completed", by: "id"), Listed("/orders?\(link)", by: "id"),
        Listed("/orders?\(link)&user=alice&status=completed", by: "id"),
        Listed("/orders?upstream-id=9001", by: "id"),
        Listed("/orders/held", by: "id", "run", "refill"), Listed("/orders/orphans", by: "provider", "upstream_id"),
        Listed("/refills", by: "id"), Listed("/refills?status=pending", by: "id"),
        Listed("/audit", by: "number"), Listed("/audit?by=machine:tester", by: "number"),
    ]

    /// Makes at least two rows of everything.
    private static func fill(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let anna = try await panel.account("anna", balance: "100")
        let service = try await panel.service()
        try await panel.perform(SetCredentials(of: alice.name, .setPassword(PasswordHash("a")), now: PanelFixture.noon))
        for number in 1...3 { try await comeIn(number, to: panel, alice.name) }
        for rule in ["casino", "betting", "lottery"] { try await panel.perform(AddLinkRule(text: rule)) }
        for round in 0..<2 {
            var orders: [OrderID] = []
            for _ in 0..<3 { orders.append(try await panel.place(service, for: alice)) }
            _ = try await panel.place(service, for: anna, link: "https://example.com/other")
            for order in orders.prefix(2) {
                try await panel.perform(panel.updating(order, of: alice, .completed))
                _ = try await panel.refill(order, by: alice).get()
            }
            // What is made in the second round is not in the listings that the job fills.
            var limits = ListingLimits()
            limits.least = 1
            if round == 0 { while try await panel.store.fillListings(limits) {} }
        }
        for (number, name) in ["north", "south", "west"].enumerated() {
            let provider = try await panel.provider(name)
            try await relay(panel, over: provider, service: Int64(10 + number), for: alice)
        }
        try await panel.perform(ChangeProvider(id: ProviderID(rawValue: 3), change: .pause, now: PanelFixture.noon))
    }

    /// Makes a session and an invitation.
    private static func comeIn(_ number: Int, to panel: PanelFixture, _ name: AccountName) async throws {
        try await panel.logIn(name, from: Session.Client(address: "192.0.2.\(number)", agent: ""))
        let invitation = CreateInvitation(
            SecretToken().digest,
            note: "",
            endsAt: PanelFixture.noon,
            now: PanelFixture.noon
        )
        _ = try await panel.perform(invitation)
    }

    /// Makes an order that the provider has as 9001, with a refill that is not certain; one that is held; and one at the
    /// provider that is nobody's.
    private static func relay(
        _ panel: PanelFixture,
        over provider: Provider,
        service: Int64,
        for account: Account
    ) async throws {
        let service = try await panel.service(service, by: [provider])
        let done = try await panel.place(service, for: account, link: "relayed")
        try await panel.accept(done, as: "9001")
        try await panel.report(done, "Completed", remains: 0)
        let refill = try await panel.refill(done, by: account).get()
        let lease = PanelFixture.noon.adding(seconds: 60)
        for event in [RelayRefill.Event.sending(lease: lease), .unclear(.unclear(.failed(CallFailure(.timedOut))))] {
            let relay = RelayRefill(id: refill, order: done, event: event, now: PanelFixture.noon)
            #expect(try await panel.perform(relay))
        }
        let held = try await panel.place(service, for: account, link: "relayed")
        #expect(try await panel.claim(held) == 1)
        try await panel.perform(panel.answering(held, .refused(words: "Что-то пошло не так")))
        let orphan = OrphanOrder(
            UpstreamOrderKey(provider: provider.id, id: UpstreamID(unchecked: "7")),
            details: OrphanOrder.Details(),
            seenAt: PanelFixture.noon
        )
        _ = try await panel.perform(RecordOrphans([orphan]))
    }

    /// Makes a row more of what most listings have.
    private static func add(_ number: Int, to panel: PanelFixture) async throws {
        let account = try await panel.account("a-newcomer-\(number)", balance: "10")
        let service = try await panel.service(Int64(100 + number))
        let order = try await panel.place(service, for: account)
        try await panel.perform(panel.updating(order, of: account, .completed))
        _ = try await panel.refill(order, by: account).get()
        try await panel.perform(AddLinkRule(text: "rule-\(number)"))
        _ = try await panel.provider("provider-\(number)")
        let alice = try #require(try await panel.store.account(named: AccountName(unchecked: "alice"))).account
        try await comeIn(100 + number, to: panel, alice.name)
        try await panel.perform(panel.crediting(alice, "1", reference: "in-\(number)"))
    }

    @Test(arguments: all)
    func pagesAddUpToTheWhole(_ listed: Listed) async throws {
        try await StaffRoutes.with { routes in
            try await ListingTests.fill(routes.panel)
            let answer = try await routes.get(listed.asking("limit=1000"))
            let whole = try listed.keys(answer)
            #expect(answer.status == 200 && answer.next == nil)
            #expect(whole.count >= 2 && Set(whole).count == whole.count, "\(whole)")
            for limit in [1, 2, whole.count, whole.count + 1] {
                let walked = try await ListingTests.walk(listed, limit: limit, routes)
                #expect(walked == whole, "by \(limit)")
            }
        }
    }

    /// What was there at the beginning comes once, in its order. What comes in meanwhile may come, once.
    @Test(arguments: all)
    func nothingComesTwiceWhenRowsComeIn(_ listed: Listed) async throws {
        try await StaffRoutes.with { routes in
            try await ListingTests.fill(routes.panel)
            let before = try listed.keys(try await routes.get(listed.asking("limit=1000")))
            let walked = try await ListingTests.walk(listed, limit: 1, routes) { number in
                if number < 3 { try await ListingTests.add(number, to: routes.panel) }
            }
            #expect(Set(walked).count == walked.count, "\(walked)")
            let known = Set(before)
            #expect(walked.filter { known.contains($0) } == before)
        }
    }

    /// The keys of all rows, page by page.
    private static func walk(
        _ listed: Listed,
        limit: Int,
        _ routes: StaffRoutes,
        between: (Int) async throws -> Void = { _ in }
    ) async throws -> [String] {
        var keys: [String] = []
        var cursor = ""
        for number in 0..<1000 {
            let answer = try await routes.get(listed.asking("limit=\(limit)" + cursor))
            let page = try listed.keys(answer)
            #expect(page.count <= limit)
            keys += page
            guard let next = answer.next else { return keys }
            cursor = "&after=" + next
            try await between(number)
        }
        Issue.record("\(listed.path) has no end.")
        return keys
    }

    @Test func everyRouteThatListsIsListed() throws {
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        folder.append(path: "Sources/PanelAdmin/Routes")
        var listings = 0
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            listings += try String(contentsOf: file, encoding: .utf8).matches(of: /staff\.part\(request\)/).count
        }
        let paths = Set(ListingTests.all.map { $0.path.split(separator: "?")[0] })
        // Users have two ways to be listed.
        #expect(listings == paths.count)
    }

    @Test(arguments: all)
    func whatIsNoPageIsRefused(_ listed: Listed) async throws {
        try await StaffRoutes.with { routes in
            try await ListingTests.fill(routes.panel)
            for limit in ["0", "-1", "10001", "many", ""] {
                let answer = try await routes.get(listed.asking("limit=\(limit)"))
                #expect(answer.status == 422)
                #expect(try answer.message() == "The limit must be from 1 to 10000.")
            }
            for cursor in ["", "nothing", "zz.1", "%F0%9F%92%A9", "0"] {
                let answer = try await routes.get(listed.asking("after=\(cursor)"))
                #expect(answer.status == 422, "\(cursor)")
                #expect(try answer.message().hasPrefix("This is no cursor of the listing."), "\(cursor)")
            }
        }
    }

    @Test func howManyRowsThereMayBeIsALimitOfThePanel() async throws {
        var limits = OpenPanel.Limits()
        limits.rows = 2
        try await StaffRoutes.with(operations: limits) { routes in
            try await ListingTests.fill(routes.panel)
            for listed in ListingTests.all {
                let refused = try await routes.get(listed.asking("limit=3"))
                #expect(try refused.status == 422 && refused.message() == "The limit must be from 1 to 2.")
                #expect(try listed.keys(try await routes.get(listed.path)).count == 2, "\(listed.path)")
            }
        }
    }

    @Test func howMuchABodyMayHaveIsALimitOfThePanel() async throws {
        var limits = AdminAPI.Limits()
        limits.body = 40
        limits.catalogue = 80
        try await StaffRoutes.with(bodies: limits) { routes in
            func status(_ path: String, _ body: String) async throws -> Int {
                try await routes.send(.post, path, body: body).status
            }
            let user = #"{"name":"bob"}"#
            let long = user + String(repeating: " ", count: 40)
            let users = [try await status("/users", user), try await status("/users", long)]
            #expect(users == [200, 413])
            let imports = [
                try await status("/services/import", "[" + long), try await status("/services/import", long + long),
            ]
            #expect(imports == [422, 413])
        }
    }

    // MARK: What is looked for

    @Test func ordersAreFoundByAllThatTheyAreKnownBy() async throws {
        try await StaffRoutes.with { routes in
            try await ListingTests.fill(routes.panel)
            func ids(_ query: String) async throws -> [String] {
                try await routes.get("/orders?" + query).rows().map { $0["id"] ?? "" }
            }
            let link = "link=https%3A%2F%2Fexample.com%2Fp%2F1"
            #expect(try await ids(ListingTests.link) == ["7", "6", "5", "3", "2", "1"])
            #expect(try await ids(ListingTests.link + "&match=exact") == [])
            #expect(try await ids(link + "&match=exact") == ["7", "6", "5", "3", "2", "1"])
            #expect(try await ids(link + "&match=target&status=pending") == ["7", "3"])
            #expect(try await ids(link + "&user=anna") == [])
            #expect(try await ids("user=anna") == ["8", "4"])
            #expect(try await ids("upstream-id=9001") == ["9", "11", "13"])
            #expect(try await ids("upstream-id=9001&user=anna") == [])
            #expect(try await ids("upstream-id=9001&user=alice&status=completed&link=relayed") == ["9", "11", "13"])
            #expect(try await ids("upstream-id=9001&link=other") == [])
            #expect(try await ids("upstream-id=9001&status=pending") == [])
            #expect(try await ids("upstream-id=1") == [])
        }
    }

    @Test func usersAreFoundByNameAndByTheirLastOrder() async throws {
        try await StaffRoutes.with { routes in
            try await ListingTests.fill(routes.panel)
            _ = try await routes.panel.account("bob")
            func names(_ query: String) async throws -> [String] {
                try await routes.get("/users" + query).rows().map { $0["name"] ?? "" }
            }
            #expect(try await names("") == ["alice", "anna", "bob"])
            #expect(try await names("?name=an") == ["anna"])
            #expect(try await names("?order=last-order") == ["alice", "anna"])
            let alice = try await routes.get("/users/alice").body
            #expect(String(decoding: alice, as: UTF8.self).contains(#""orders":{"completed":7,"pending":5}"#))
        }
    }

    @Test func aStatementEndsWithTheBalance() async throws {
        try await StaffRoutes.with { routes in
            try await ListingTests.fill(routes.panel)
            let rows = try await routes.get("/users/alice/statement").rows()
            let balance = try await routes.get("/users/alice").body
            #expect(String(decoding: balance, as: UTF8.self).contains(#""balance":"\#(rows[0]["balance"] ?? "")""#))
            // All happened at the same moment, so causes of one kind stand together.
            let amounts = Dictionary(uniqueKeysWithValues: rows.map { ($0["cause"] ?? "", $0["amount"] ?? "") })
            #expect(amounts["order:14:charge"] == "-2.5" && amounts["credit:1"] == "100" && amounts.count == rows.count)
        }
    }

    @Test func transfersAddUpByDay() async throws {
        try await StaffRoutes.with { routes in
            try await ListingTests.fill(routes.panel)
            let rows = try await routes.get("/transfers/days").rows()
            #expect(rows.map { $0["kind"] } == ["charge", "deposit"])
            #expect(rows.map { $0["day"] } == ["2026-03-01", "2026-03-01"])
            #expect(rows.map { $0["count"] } == ["14", "2"])
            #expect(rows.map { $0["amount"] } == ["35", "200"])
            #expect(try await routes.get("/transfers/days?to=2026-02-28").rows().isEmpty)
            #expect(try await routes.get("/transfers/days?from=2026-03-01&to=2026-03-01").rows() == rows)
        }
    }

    @Test(
        arguments: [
            ("/orders?status=lost", "The status must be one of"),
            ("/orders?match=other", "The match must be one of target, exact."),
            ("/orders?upstream-id=a%20b", "The id at the provider has"), ("/orders?user=no%20body", "A user name has"),
            ("/users?order=first", "The order must be one of last-order."),
            ("/users?order=last-order&name=a", "Give one of --name and --by-last-order."),
            ("/transfers/days?from=yesterday", "A day is written as 2026-11-24."),
            ("/transfers/days?to=2026-02-30", "A day is written as 2026-11-24."),
            ("/transfers/days?from=2026-03-02", "The first day is not after the last one"),
            ("/transfers/days?from=2001-01-01", "there are at most 3660 of them."),
        ]
    )
    func whatCanNotBeMeantIsRefused(_ path: String, _ message: String) async throws {
        try await StaffRoutes.with { routes in
            let answer = try await routes.get(path)
            #expect(answer.status == 422)
            #expect(try answer.message().contains(message))
        }
    }
}
