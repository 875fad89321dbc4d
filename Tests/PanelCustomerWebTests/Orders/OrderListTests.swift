import HTTPTypes
import PanelCore
import PanelMarkup
import PanelStore
import PanelTesting
import PanelWords
import Testing

@testable import PanelCustomerWeb

/// The list of orders, through the router.
struct OrderListTests {
    @Test func whoHasNoneIsToldWhatToDo() async throws {
        try await Shopper.with { alice in
            let page = try await alice.page("/orders")
            #expect(page.all("h2").map(\.text) == ["No orders yet"])
            #expect(page.all("main")[0].all("a").contains { $0["href"] == "/order" })
            #expect(page.all("nav").allSatisfy { $0["class"] != "tabs" })
        }
    }

    /// For any history the tabs count what their lists have, and the file has what the pages have.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func tabsAndFileAreWhatPagesHave(seed: UInt64) async throws {
        try await Shopper.with { alice in
            var random = Seeded(seed)
            for number in 0..<70 {
                let id = try await alice.order(OrderStatus.allCases.randomElement(using: &random)!)
                if number.isMultiple(of: 9) { _ = try await alice.panel.cancel([id], by: alice.account) }
                if number == 40 { _ = try await alice.panel.store.fillListings(ListingLimits()) }
            }
            _ = try await alice.foreign()
            let all = try await alice.allIDs("/orders")
            #expect(all.count == 70 && Set(all).count == 70)
            #expect(try await alice.file().map { $0[0] } == all)
            let tabs = try await alice.page("/orders").all("nav").first { $0["class"] == "tabs" }?.all("a") ?? []
            #expect(tabs.count == 7)
            for (tab, status) in zip(tabs, [nil] + OrderStatus.allCases.map(Optional.some)) {
                let query = status.map { "?status=\($0.identifier)" } ?? ""
                #expect(tab["href"] == "/orders\(query)")
                let ids = try await alice.allIDs("/orders\(query)")
                #expect(tab.all("span").first?.text == "\(ids.count)", "\(query)")
                #expect(try await alice.file("/orders.csv\(query)").map { $0[0] } == ids)
                let states = try await alice.file("/orders.csv\(query)").map { $0[10] }
                #expect(status == nil || Set(states).isSubset(of: [status!.wireName]))
            }
        }
    }

    @Test func anOrderIsFoundByItsIDAndByWhereItsLinkLeads() async throws {
        try await Shopper.with { alice in
            let (panel, service) = (alice.panel, alice.service)
            let one = try await panel.place(
                service,
                for: alice.account,
                link: "https://www.example.com/p/7?utm_source=x"
            )
            let two = try await panel.place(service, for: alice.account, link: "https://example.com/p/8")
            let foreign = try await alice.foreign()
            #expect(try await alice.ids("/orders?q=\(one)") == ["\(one)"])
            #expect(try await alice.ids("/orders?q=%23\(two)") == ["\(two)"])
            #expect(try await alice.ids("/orders?q=http%3A%2F%2Fexample.com%2Fp%2F7%2F") == ["\(one)"])
            for nothing in ["\(foreign)", "https://example.com/p/1", "999999", "%00", "%3Cb%3E"] {
                let page = try await alice.page("/orders?q=\(nothing)")
                #expect(page.listed == [] && page.all("h2").map(\.text) == ["No order matches"])
                #expect(page.all("a").contains { $0["href"] == "/orders" && $0.text.contains("Remove the filter") })
            }
        }
    }

    /// A number alone would be read as what was delivered.
    @Test(
        arguments: [
            (.pending, nil, "Quantity 1,000", nil), (.processing, nil, "0 / 1,000", "0"),
            (.inProgress, nil, "0 / 1,000", "0"), (.inProgress, 1000, "0 / 1,000", "0"),
            (.inProgress, 250, "750 / 1,000", "750"), (.partial, 400, "600 / 1,000", "600"),
            (.completed, nil, "1,000 / 1,000", "1000"), (.canceled, nil, "0 / 1,000", nil),
        ] as [(OrderStatus, Int64?, String, String?)]
    )
    func howFarAnOrderIs(_ status: OrderStatus, _ remains: Int64?, _ words: String, _ bar: String?) async throws {
        try await Shopper.with { alice in
            let id = try await alice.order(status, remains: remains)
            let cell = try #require(try await alice.page("/orders").element(id: "o\(id)-done"))
            #expect(cell.text == words)
            #expect(cell.all("span").contains { $0["data-word"] == "Delivered" } == (status != .pending))
            #expect(cell.all("progress").first?["value"] == bar)
        }
    }

    @Test func daysAreThoseOfTheVisitor() async throws {
        try await Shopper.with { alice in
            let (panel, service) = (alice.panel, alice.service)
            // 2026-03-01, and the first moments of the day behind it in Vietnam, which are of the same day in UTC.
            let days = [noon, noon.adding(hours: 4), noon.adding(hours: 5), noon.adding(hours: 29)]
            var ids: [String] = []
            for day in days { ids.append("\(try await panel.place(service, for: alice.account, at: day))") }
            try await alice.browser.post(
                "/account",
                ["display_name": "A", "language": "en", "theme": "device", "time_zone": "Asia/Ho_Chi_Minh"]
            )
            #expect(try await alice.ids("/orders?from=2026-03-01&to=2026-03-01") == [ids[1], ids[0]])
            #expect(try await alice.ids("/orders?from=2026-03-02&to=2026-03-02") == [ids[2]])
            #expect(try await alice.ids("/orders?from=2026-03-02") == [ids[3], ids[2]])
            #expect(try await alice.ids("/orders?to=2026-03-02") == [ids[2], ids[1], ids[0]])
            #expect(try await alice.ids("/orders?service=1&to=2026-03-02&status=pending").count == 3)
            #expect(try await alice.page("/orders?service=2").listed == [])
        }
    }

    @Test(arguments: [
        ("from=abc", "from"), ("to=2026-02-30", "to"), ("service=x", "service"), ("service=-1", "service"),
        ("status=done", nil), ("from=2026-03-02&to=2026-03-01", "to"),
    ])
    func whatIsNoFilterIsSaid(_ query: String, _ field: String?) async throws {
        try await Shopper.with { alice in
            _ = try await alice.order()
            let page = try await alice.page("/orders?q=kept&\(query)", status: 422)
            #expect(page.listed == [])
            #expect(page.all("div").contains { $0["role"] == "alert" })
            #expect(page.element(id: "q")?["value"] == "kept")
            if let field { #expect(page.element(id: field)?["aria-invalid"] == "true") }
            #expect(try await alice.browser.get("/orders.csv?\(query)").status == 422)
        }
    }

    @Test func pagesGoOn() async throws {
        try await Shopper.with { alice in
            var ids: [String] = []
            for _ in 0..<120 { ids.insert("\(try await alice.order())", at: 0) }
            let first = try await alice.page("/orders")
            #expect(first.listed == Array(ids[..<50]))
            #expect(try await alice.allIDs("/orders") == ids)
            #expect(try await alice.allIDs("/orders?status=pending&service=1") == ids)
            #expect(try await alice.browser.get("/orders?after=nothing").status == 400)
        }
    }

    @Test func eachRowHasTheOneActionThatTheAPIWouldTake() async throws {
        try await Shopper.with { alice in
            let pending = try await alice.order()
            let completed = try await alice.order(.completed)
            let canceled = try await alice.order(.canceled)
            let page = try await alice.page("/orders")
            let acts = page.all("td").filter { $0["class"] == "number act" }
            #expect(
                acts.map(\.text) == [
                    "Reorder order \(canceled)", "Refill order \(completed)", "Cancel order \(pending)",
                ]
            )
            #expect(
                acts[0].all("a")[0]["href"] == "/order?service=1&link=https%3A%2F%2Fexample.com%2Fp%2F1&quantity=1000"
            )
            #expect(acts[1].all("button")[0]["formaction"] == "/orders/refill")
            #expect(acts[2].all("button")[0]["formaction"] == "/orders/cancel")
            // Whoever is suspended could do nothing of it.
            try await alice.panel.perform(ChangeAccount(name: alice.account.name, change: .suspend))
            // Sessions end with it.
            try await alice.browser.logIn()
            let suspended = try await alice.page("/orders")
            #expect(suspended.listed.count == 3)
            #expect(suspended.all("td").filter { $0["class"] == "number act" }.allSatisfy { $0.text.isEmpty })
            #expect(!suspended.all("button").contains { $0["formaction"] != nil })
        }
    }

    @Test func rowsAreAskedForAgain() async throws {
        try await Shopper.with { alice in
            let order = try await alice.order()
            let foreign = try await alice.foreign()
            let page = try await alice.page("/orders")
            #expect(page.all("tbody").map { $0["data-refresh"] } == ["/orders/rows?ids=\(order)"])
            let path = "/orders/rows?ids=\(order),\(foreign),77,x"
            let first = try await alice.browser.get(path, headers: .fragment)
            #expect(
                first.status == 200 && first.text.contains("o\(order)-state") && !first.text.contains("o\(foreign)-")
            )
            var known = HTTPFields.fragment
            known[.ifNoneMatch] = try #require(first.headers[.eTag])
            #expect(try await alice.browser.get(path, headers: known).status == 304)
            try await alice.panel.perform(alice.panel.updating(order, of: alice.account, .inProgress, remains: 250))
            let second = try await alice.browser.get(path, headers: known)
            #expect(second.status == 200 && second.text.contains("750 / 1,000"))
            // What has its outcome does not change any more.
            try await alice.panel.perform(alice.panel.updating(order, of: alice.account, .completed))
            #expect(try await alice.page("/orders").all("tbody").map { $0["data-refresh"] } == [nil])
            let many = (1...101).map(String.init).joined(separator: ",")
            #expect(try await alice.browser.get("/orders/rows?ids=\(many)").status == 400)
        }
    }

    /// The file is read in portions; each goes on where the one before it ended.
    @Test func theFileIsReadInPortions() async throws {
        try await Shopper.with { alice in
            let count = OrdersCSV.perRead + 50
            try await alice.panel.perform(alice.panel.crediting(alice.account, "9000", reference: "more"))
            let request = try await alice.panel.request(alice.service, of: alice.account)
            let ids = try await simultaneously(count) { _ in
                try await alice.panel.perform(alice.panel.placing(request, for: alice.account)).placedOrder?.rawValue
            }
            let expected = ids.compactMap(\.self).sorted(by: >).map(String.init)
            #expect(expected.count == count)
            for query in ["", "?status=pending", "?service=1", "?q=example.com/p/1", "?from=2026-03-01&to=2026-03-01"] {
                #expect(try await alice.file("/orders.csv\(query)").map { $0[0] } == expected, "\(query)")
            }
            #expect(try await alice.file("/orders.csv?service=2").isEmpty)
        }
    }

    /// What people and providers wrote is text, also in the file.
    @Test func cellsOfTheFileAreNoFormulas() async throws {
        try await Shopper.with { alice in
            let service = try await alice.panel.service(2) { $0.name = "=HYPERLINK(1)" }
            _ = try await alice.panel.place(service, for: alice.account, link: "@user")
            let answer = try await alice.browser.get("/orders.csv")
            #expect(answer.text.contains(",2,'=HYPERLINK(1),'@user,1000,2.5,0,,,Pending\r\n"))
            #expect(answer.headers[.contentDisposition] == #"attachment; filename="orders.csv""#)
            #expect(answer.headers[.contentType] == "text/csv; charset=utf-8")
        }
    }

    /// The same instant as on the page, on the same clock.
    @Test(arguments: [
        ("Asia/Ho_Chi_Minh", "2026-03-01T19:00:00+07:00"), ("America/New_York", "2026-03-01T07:00:00-05:00"),
        ("UTC", "2026-03-01T12:00:00+00:00"),
    ])
    func timesOfTheFileAreOnTheClockOfThePage(zone: String, time: String) async throws {
        try await Shopper.with { alice in
            let order = try await alice.panel.place(try await alice.panel.service(), for: alice.account)
            try await alice.browser.get("/account")
            let settings: KeyValuePairs = ["language": "en", "time_zone": zone, "theme": "device"]
            #expect(try await alice.browser.post("/account", settings).location == "/account?done=saved")
            #expect(try await alice.file().map { $0[1] } == [time])
            let page = try await alice.browser.get("/orders/\(order)").text
            #expect(page.contains(time.dropFirst(11).prefix(5)))
        }
    }

    private let noon = PanelFixture.noon
}

extension HTTPFields {
    static let fragment: HTTPFields = [HTTPField.Name("X-Fragment")!: "1"]
}
