import PanelCore
import PanelOperations
import PanelStore
import PanelTesting
import PanelWeb
import Testing

@testable import PanelCustomerWeb

/// What customers learn of changes of the catalogue.
struct UpdatesTests {
    private static func with(_ body: @escaping @Sendable (WebFixture, TestBrowser) async throws -> Void) async throws {
        try await WebFixture.with { web in
            try await web.customer(discount: "10")
            let browser = web.browser()
            try await browser.logIn()
            try await body(web, browser)
        }
    }

    /// What changed, line by line.
    private func told(_ answer: TestBrowser.Answer) -> [String] {
        answer.text.matches(of: #/<span class="state [a-z]+">([^<]+)</span></td><td[^>]*>(.*?)</td>/#).map { match in
            let amounts = match.2.matches(of: /\$[0-9.]+/).map { String($0.0) }
            return ([String(match.1)] + amounts).joined(separator: " ")
        }
    }

    @Test func tellsWhatChangedAtTheCustomersPrices() async throws {
        try await Self.with { web, browser in
            #expect(try await browser.get("/updates").text.contains("Nothing has changed"))
            let service = try await web.panel.service(1)
            _ = try await web.panel.service(1) { $0.rate = .of("5") }
            _ = try await web.panel.service(1) { $0.rate = .of("4") }
            try await web.panel.perform(SetServiceEnabled(id: service, isEnabled: false))
            try await web.panel.perform(SetServiceEnabled(id: service, isEnabled: true))
            let answer = try await browser.get("/updates")
            #expect(answer.status == 200)
            #expect(
                told(answer) == [
                    "On sale $3.60", "No longer sold", "Price down $3.60 $4.50", "Price up $4.50 $2.25", "New $2.25",
                ]
            )
        }
    }

    @Test func whoHasAPriceAgreedSeesNoOtherOne() async throws {
        try await Self.with { web, browser in
            let service = try await web.panel.service(1)
            let alice = try await web.alice().account
            try await web.panel.perform(
                SetOwnRate(name: alice.name, account: alice.id, service: service, rate: .of("1"))
            )
            _ = try await web.panel.service(1) { $0.rate = .of("5") }
            #expect(told(try await browser.get("/updates")) == ["New $1.00"])
        }
    }

    @Test func isNewsForThirtyDays() async throws {
        try await Self.with { web, browser in
            _ = try await web.panel.service(1)
            web.pass(seconds: 30 * 86_400)
            try await browser.logIn()
            #expect(told(try await browser.get("/updates")).count == 1)
            let job = DropOldNews(from: web.panel.store, writer: web.panel.writer)
            #expect(try await !job.run(at: web.now))
            #expect(try await oldest(web).count == 1)
            web.pass(seconds: 1)
            #expect(try await browser.get("/updates").text.contains("Nothing has changed"))
            #expect(try await !job.run(at: web.now))
            #expect(try await oldest(web).isEmpty)
        }
    }

    private func oldest(_ web: WebFixture) async throws -> [ServiceNews.Key] {
        try await web.panel.store.read(OldNews(before: .distantFuture, most: 10))
    }

    @Test func goesOnPageByPage() async throws {
        try await Self.with { web, browser in
            try await web.panel.perform(ImportServices((1...120).map { .sample($0) }))
            var path = "/updates"
            var ids: [String] = []
            var pages = 0
            while true {
                let text = try await browser.get(path).text
                ids += text.matches(of: #/href="/order\?service=(\d+)"/#).map { String($0.1) }
                pages += 1
                guard let next = text.firstMatch(of: #/href="(/updates\?after=[^"]+)"/#) else { break }
                path = String(next.1)
            }
            #expect(ids == (1...120).reversed().map { "\($0)" })
            #expect(pages == 3)
            #expect(try await browser.get("/updates?after=nonsense").status == 400)
        }
    }

    @Test func whoIsSuspendedIsLedToNoOrder() async throws {
        try await Self.with { web, browser in
            _ = try await web.panel.service(1)
            try await web.panel.perform(ChangeAccount(name: WebFixture.alice, change: .suspend))
            // All sessions were ended.
            try await browser.logIn()
            let answer = try await browser.get("/updates")
            #expect(told(answer).count == 1 && !answer.text.contains("/order?service="))
        }
    }
}
