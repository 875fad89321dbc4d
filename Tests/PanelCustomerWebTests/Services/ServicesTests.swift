import HTTPTypes
import PanelCore
import PanelMarkup
import PanelOperations
import PanelSecrets
import PanelStore
import PanelTesting
import PanelWeb
import Testing

@testable import PanelCustomerWeb

/// What customers see of the catalogue.
struct ServicesTests {
    private static let fragment: HTTPFields = [.init("X-Fragment")!: "1"]

    /// Five services, and `alice`, who is logged in.
    private static func with(
        discount: String? = nil,
        _ body: @escaping @Sendable (WebFixture, TestBrowser) async throws -> Void
    ) async throws {
        try await WebFixture.with { web in
            _ = try await web.panel.service(1) {
                $0.name = "Lượt theo dõi"
                $0.offersDripFeed = true
            }
            _ = try await web.panel.service(2) {
                $0.name = "Likes"
                $0.category = "TikTok"
                $0.offersRefill = false
            }
            _ = try await web.panel.service(3) {
                $0.name = "Views"
                $0.category = "TikTok"
                $0.offersCancel = false
            }
            _ = try await web.panel.service(4) {
                $0.name = "Members"
                $0.category = "Telegram & more"
            }
            _ = try await web.panel.service(5) {
                $0.name = "Hidden"
                $0.isEnabled = false
            }
            try await web.customer(discount: discount)
            let browser = web.browser()
            try await browser.logIn()
            try await body(web, browser)
        }
    }

    /// The services of a page, in their order.
    private func listed(_ answer: TestBrowser.Answer) -> [String] {
        answer.text.matches(of: #/<tr role="row" id="s(\d+)">/#).map { String($0.1) }
    }

    private func starred(_ answer: TestBrowser.Answer) -> [String] {
        answer.text.matches(of: #/id="star-(\d+)" form="unstar"/#).map { String($0.1) }
    }

    @Test func showsWhatIsOffered() async throws {
        try await Self.with { _, browser in
            let answer = try await browser.get("/services")
            #expect(answer.status == 200)
            #expect(listed(answer) == ["1", "2", "3", "4"])
            #expect(!answer.text.contains("Hidden"))
            #expect(answer.text.contains(#"href="/order?service=3""#))
        }
    }

    @Test func pricesAreTheCustomersOwn() async throws {
        try await Self.with(discount: "10") { web, browser in
            let alice = try await web.alice().account
            let own = SetOwnRate(name: alice.name, account: alice.id, service: ServiceID(rawValue: 2), rate: .of("3"))
            try await web.panel.perform(own)
            let text = try await browser.get("/services").text
            func row(_ id: Int) throws -> Substring {
                let start = try #require(text.firstRange(of: #"<tr role="row" id="s\#(id)">"#)?.upperBound)
                return try #require(text[start...].split(separator: "</tr>").first)
            }
            let first = try row(1)
            #expect(first.contains("<b>$2.25</b>") && first.contains("<s>"))
            // A price that is higher than the list's hides none that is lower.
            let second = try row(2)
            #expect(second.contains("<b>$3.00</b>") && !second.contains("<s>"))
        }
    }

    /// Phones show no headings.
    @Test func eachRowSaysWhatItsNumbersAreForWhoeverSeesNoHeading() async throws {
        try await Self.with { web, browser in
            _ = try await web.panel.service(6, type: .package)
            let page = try MarkupReader.read(Array(try await browser.get("/services").text.utf8))
            func row(_ id: String) throws -> (text: String, words: [String]) {
                let row = try #require(page.element(id: id))
                return (row.text, row.all("span").compactMap { $0["data-word"] })
            }
            let one = try row("s1")
            #expect(one.text.contains("ID 1") && one.text.contains("$2.50per 1,000") && one.words == ["Quantity"])
            let package = try row("s6")
            #expect(package.text.contains("per package") && !package.text.contains("per 1,000"))
            #expect(package.words == [])
        }
    }

    @Test(
        arguments: [
            ("q=theo+doi", ["1"]), ("q=3", ["3"]), ("q=tiktok", ["2", "3"]), ("q=nothing", []),
            ("platform=tiktok", ["2", "3"]), ("platform=tiktok&q=likes", ["2"]),
            ("platform=bad", ["1", "2", "3", "4"]),
            ("category=Telegram+%26+more", ["4"]), ("category=nothing", []),
            ("refill=1", ["1", "3", "4"]), ("cancel=1", ["1", "2", "4"]), ("drip=1", ["1"]),
            ("refill=0&drip=", ["1", "2", "3", "4"]), ("favourites=1", []), ("after=2", ["3", "4"]),
            ("after=999", ["1", "2", "3", "4"]), ("after=x&page=7", ["1", "2", "3", "4"]),
        ] as [(String, [String])]
    )
    func filters(_ query: String, _ expected: [String]) async throws {
        try await Self.with { _, browser in
            let answer = try await browser.get("/services?\(query)")
            #expect(answer.status == 200)
            #expect(listed(answer) == expected)
            let part = try await browser.get("/services?\(query)", headers: Self.fragment)
            #expect(listed(part) == expected)
            #expect(!part.text.contains("<html") && part.text.contains(#"id="found""#))
        }
    }

    @Test func emptyCataloguesSayWhatToDo() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            #expect(try await browser.get("/services").text.contains("No services yet"))
        }
    }

    /// What is typed comes back, and links keep it.
    @Test func filtersAreKept() async throws {
        try await Self.with { _, browser in
            let answer = try await browser.get("/services?q=%22%3E%3Cscript%3E&platform=tiktok&refill=1")
            #expect(!answer.text.contains("<script>"))
            #expect(answer.text.contains(#"name="q" value="&#34;&gt;&lt;script&gt;""#))
            #expect(answer.text.contains(#"name="refill" value="1" checked"#))
            #expect(answer.text.contains(#"href="/services?q=%22%3E%3Cscript%3E&amp;platform=facebook&amp;refill=1""#))
        }
    }

    // MARK: Pages

    @Test func aLargeCatalogueIsReadPageByPage() async throws {
        try await WebFixture.with { web in
            let services = (1...1000).map { id -> Service in
                var service = Service.sample(Int64(id))
                service.name = "Tăng lượt theo dõi trang, tài khoản Việt thật, bảo hành \(id)"
                service.category = "Facebook — nhóm \(id / 10)"
                service.description = String(repeating: "Chạy đều, không tụt, không cần mật khẩu. ", count: 3)
                return service
            }
            try await web.panel.perform(ImportServices(services))
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            var path = "/services"
            var found: [String] = []
            var pages = 0
            while true {
                let answer = try await browser.get(path)
                #expect(answer.text.utf8.count < 60 * 1024)
                let rows = listed(answer)
                #expect(rows.count <= ServicesModel.pageLength)
                found += rows
                pages += 1
                guard let next = answer.text.firstMatch(of: #/href="(/services\?after=\d+)"/#) else { break }
                path = String(next.1)
            }
            #expect(found == (1...1000).map { "\($0)" })
            #expect(pages == 25)
        }
    }

    // MARK: Favourites

    @Test func starsAreKeptAndTakenAway() async throws {
        try await Self.with { web, browser in
            try await browser.get("/services")
            let first = try await browser.post(
                "/services/favourite",
                ["service": "3", "on": "1", "q": "a b", "platform": "tiktok"]
            )
            #expect(first.status == 303 && first.location == "/services?q=a+b&platform=tiktok#s3")
            try await browser.post("/services/favourite", ["service": "3", "on": "1"])
            try await browser.post("/services/favourite", ["service": "1", "on": "1"])
            let answer = try await browser.get("/services")
            #expect(starred(answer) == ["1", "3"])
            #expect(listed(try await browser.get("/services?favourites=1")) == ["1", "3"])
            try await browser.post("/services/favourite", ["service": "3", "on": "0"])
            #expect(starred(try await browser.get("/services")) == ["1"])
            // Nobody else has them.
            try await web.account("bob")
            let other = web.browser()
            try await other.logIn("bob")
            #expect(starred(try await other.get("/services")) == [])
        }
    }

    @Test func aStarMakesNoPriceStale() async throws {
        try await Self.with { web, browser in
            let alice = try await web.alice().account
            let (settings, accounts) = (web.panel.store.settingsVersion, web.panel.store.accountsVersion)
            try await browser.post("/services/favourite", ["service": "3", "on": "1"])
            #expect(web.panel.store.settingsVersion == settings && web.panel.store.accountsVersion == accounts)
            #expect(try await web.panel.store.read(FavouritesOfAccount(alice.id)).services.map(\.rawValue) == [3])
        }
    }

    @Test func theScriptGetsAStar() async throws {
        try await Self.with { _, browser in
            try await browser.get("/services")
            var headers = Self.fragment
            headers[.origin] = WebFixture.origin.description
            let answer = try await browser.post("/services/favourite", ["service": "2", "on": "1"], headers: headers)
            #expect(answer.status == 200 && !answer.text.contains("<html"))
            #expect(answer.text.contains(#"id="star-2" form="unstar""#))
            #expect(answer.text.contains(#"<span class="count">1</span>"#))
        }
    }

    @Test func onlyWhatIsOfferedGetsAStar() async throws {
        try await Self.with { web, browser in
            try await browser.get("/services")
            for service in ["5", "77", "0", "x", "99999999999999999999"] {
                #expect(
                    try await browser.post("/services/favourite", ["service": service, "on": "1"]).status == 404,
                    "\(service)"
                )
            }
            for on in ["", "2", "yes"] {
                #expect(try await browser.post("/services/favourite", ["service": "1", "on": on]).status == 400)
            }
            // What is not offered any more can lose its star.
            try await browser.post("/services/favourite", ["service": "3", "on": "1"])
            try await web.panel.perform(SetServiceEnabled(id: ServiceID(rawValue: 3), isEnabled: false))
            #expect(try await browser.post("/services/favourite", ["service": "3", "on": "0"]).status == 303)
            let alice = try await web.alice().account
            #expect(try await web.panel.store.read(FavouritesOfAccount(alice.id)).services.isEmpty)
        }
    }

    @Test func thereAreNoMoreStarsThanTheMost() async throws {
        try await Self.with { web, browser in
            let alice = try await web.alice().account
            try await web.panel.perform(ImportServices((1000..<1500).map { .sample($0) }))
            for id in 1000..<Int64(1500) {
                try await web.panel.perform(SetFavourite(ServiceID(rawValue: id), of: alice.id, isOn: true))
            }
            try await browser.get("/services")
            let answer = try await browser.post("/services/favourite", ["service": "1", "on": "1", "q": "likes"])
            #expect(answer.status == 422 && answer.text.contains("500 favourites"))
            #expect(answer.text.contains(#"name="q" value="likes""#))
            var headers = Self.fragment
            headers[.origin] = WebFixture.origin.description
            let part = try await browser.post("/services/favourite", ["service": "1", "on": "1"], headers: headers)
            #expect(part.status == 422 && part.text.hasPrefix(#"<div id="star-note">"#))
        }
    }

    @Test func whoIsSuspendedLooks() async throws {
        try await Self.with { web, browser in
            try await web.panel.perform(ChangeAccount(name: WebFixture.alice, change: .suspend))
            // All sessions were ended.
            try await browser.logIn()
            let answer = try await browser.get("/services")
            #expect(listed(answer).count == 4 && !answer.text.contains("/order?service="))
        }
    }

    // MARK: Usual times

    @Test func usualTimesComeOfTheLastOrders() async throws {
        try await Self.with { web, browser in
            let alice = try await web.alice().account
            try await web.panel.perform(web.panel.crediting(alice, "100", reference: "opening"))
            let service = ServiceID(rawValue: 2)
            let job = CountOrders(of: web.panel.store, writer: web.panel.writer)
            for number in 1...10 {
                #expect(try await !browser.get("/services").text.contains("usually starts"))
                let order = try await web.panel.place(service, for: alice, link: "https://example.com/\(number)")
                let start = web.now.adding(minutes: 5)
                try await web.panel.perform(web.panel.updating(order, of: alice, .inProgress, at: start))
                try await web.panel.perform(
                    web.panel.updating(order, of: alice, .completed, at: web.now.adding(hours: 2))
                )
                #expect(try await !job.run(at: web.now.adding(hours: 3)))
            }
            // What is kept in memory is kept a while.
            #expect(try await !browser.get("/services").text.contains("usually starts"))
            web.pass(seconds: UsualTimesCache.life)
            let text = try await browser.get("/services").text
            #expect(text.contains("usually starts in 5 minutes, done in 2 hours"))
            #expect(text.matches(of: /usually/).count == 1)
            let form = try await browser.get("/order?service=2").text
            #expect(form.contains("usually starts in 5 minutes, done in 2 hours"))
        }
    }
}

extension WebFixture {
    /// `alice`, who can log in, and pays less than the list says.
    ///
    /// - Parameter discount: In percent.
    @discardableResult
    func customer(discount: String?) async throws -> Account {
        let hash = try await door.hasher.hash(NewPassword(WebFixture.password, for: WebFixture.alice), for: nil)
        return try await panel.perform(
            CreateAccount(
                name: WebFixture.alice,
                role: .customer,
                profile: .seed,
                language: .english,
                discount: try discount.map { try #require(Discount(percent: $0)) } ?? .none,
                keyDigest: .of("alice"),
                password: hash,
                now: now
            )
        )
    }
}
