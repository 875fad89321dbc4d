import HTTPTypes
import PanelCore
import PanelOperations
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// The statement through the router. Everything happens on 1 March 2026, at 12:00 in UTC, unless a test says otherwise.
struct StatementRoutesTests {
    @Test func anEmptyAccountIsToldWhatWillBeThere() async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .customer)
            let page = try ShownStatement(try await browser.get("/statement"))
            #expect(page.opening == .zero && page.closing == .zero && page.lines.isEmpty)
            #expect(page.page.element(id: "main")?.text.contains("Nothing yet.") == true)
            #expect(try StatementFile(try await browser.get("/statement.csv")).lines.isEmpty)
            #expect(try StatementFile(try await browser.get("/statement.csv?month=2026-03")).lines.isEmpty)
        }
    }

    @Test(arguments: Visitor.loggedIn)
    func everyEntrySaysWhatItIsFor(_ visitor: Visitor) async throws {
        try await WebFixture.with { web in
            let panel = web.panel
            let service = try await panel.service { $0.name = "Likes & more" }
            let account = try await web.account(role: visitor.role)
            try await panel.perform(panel.crediting(account, "100", reference: "=bank<7>", note: "for friends"))
            let order = try await panel.place(service, for: account)
            try await panel.perform(panel.updating(order, of: account, .partial, remains: 470))
            try await panel.perform(panel.crediting(account, "-0.25", reference: "fix", note: "by mistake"))
            if visitor == .suspended { try await panel.perform(ChangeAccount(name: account.name, change: .suspend)) }
            let browser = web.browser()
            try await browser.logIn()

            let answer = try await browser.get("/statement?month=2026-03")
            let page = try ShownStatement(answer)
            #expect(Set(page.lines.map(\.amount)) == [.of("100"), .of("-2.5"), .of("1.175"), .of("-0.25")])
            #expect(page.opening == .zero && page.closing == .of("98.425"))
            for text in [
                "470 of 1,000 were not delivered: $2.50 × 470 ÷ 1,000 = $1.175", "Order <a", "Refund of order <a",
                "Likes &amp; more", "=bank&lt;7&gt;", "Correction by staff",
            ] {
                #expect(answer.text.contains(text), "\(text)")
            }
            #expect(page.page.all("a").filter { $0["href"] == "/orders/\(order)" }.count == 2)
            // What staff tell each other.
            #expect(
                !answer.text.contains("friends") && !answer.text.contains("mistake") && !answer.text.contains("fix")
            )

            let file = try await browser.get("/statement.csv?month=2026-03")
            #expect(file.headers[.contentDisposition] == #"attachment; filename="statement-2026-03.csv""#)
            let lines = try StatementFile(file).lines
            #expect(
                Set(lines.map(\.cause)) == [
                    "Deposit =bank<7>", "Order \(order)", "Refund of order \(order)", "Correction by staff #2",
                ]
            )
            #expect(lines.allSatisfy { $0.time == "2026-03-01T19:00:00+07:00" } && lines.last?.balance == .of("98.425"))
            let all = try await browser.get("/statement.csv")
            #expect(all.text == file.text)
            #expect(all.headers[.contentDisposition] == #"attachment; filename="statement.csv""#)
        }
    }

    @Test func nobodySeesWhatIsSomebodyElses() async throws {
        try await WebFixture.with { web in
            let service = try await web.panel.service()
            let bob = try await web.panel.account("bob", balance: "77")
            _ = try await web.panel.place(service, for: bob)
            let browser = try await web.browser(of: .customer)
            #expect(try ShownStatement(try await browser.get("/statement?month=2026-03")).lines.isEmpty)
            #expect(try StatementFile(try await browser.get("/statement.csv")).lines.isEmpty)
        }
    }

    @Test(arguments: [
        "abc", "2026-13", "2026-00", "2026-1", "2026-011", "26-11", "2026-11-01", " 2026-11", "0000-01", "-2026-1",
        "2026-11%00", "%3Cscript%3Ealert(1)%3C/script%3E", "9999999999999999999-01", "２０２６-11",
    ])
    func whatIsNoMonthIsSaid(_ month: String) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .customer)
            for path in ["/statement", "/statement.csv"] {
                let answer = try await browser.get("\(path)?month=\(month)")
                #expect(answer.status == 422 && answer.text.contains("is no month. Write it as 2026-11."))
                // What is shown instead is the present month.
                #expect(answer.text.contains("March 2026") && !answer.text.contains("<script>alert"))
            }
        }
    }

    @Test(arguments: ["2026-03", "0001-01", "9999-12", "1970-01", "2026-02", "2026-04", ""])
    func everyMonthIsThere(_ month: String) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .customer)
            try await web.panel.perform(web.panel.crediting(try await web.alice().account, "5", reference: "r"))
            let page = try ShownStatement(try await browser.get("/statement?month=\(month)"))
            let isIts = month == "2026-03" || month.isEmpty
            #expect(page.lines.count == (isIts ? 1 : 0))
            #expect(page.closing == (isIts || month > "2026-03" ? .of("5") : .zero))
            #expect(try await browser.get("/statement.csv?month=\(month)").status == 200)
        }
    }

    @Test(arguments: ["x", "m", "m.", "m.zzzzzzzzzzzzzz", "f.1", "m.1.2", "%00"])
    func aCursorThatNoPageGaveIsRefused(_ cursor: String) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .customer)
            #expect(try await browser.get("/statement?month=2026-03&after=\(cursor)").status == 400)
        }
    }

    /// Any number is a place in the statement: the nearest one.
    @Test(arguments: ["m.0", "m.-1", "m.1", "m.2", "m.3", "m.zzzzz", "m.-1y2p0ij32e8e8", "m.1y2p0ij32e8e7"])
    func aCursorOfAnotherStatementShowsNothingElse(_ cursor: String) async throws {
        try await WebFixture.with { web in
            let browser = try await web.browser(of: .customer)
            let alice = try await web.alice().account
            for number in 1...2 {
                try await web.panel.perform(web.panel.crediting(alice, "\(number)", reference: "\(number)"))
            }
            let page = try ShownStatement(try await browser.get("/statement?month=2026-03&after=\(cursor)"))
            #expect(page.closing == .of("3") && page.lines.count <= 2)
            #expect(page.lines.last.map { $0.balance == $0.amount } ?? true)
        }
    }

    @Test func aMonthOfManyEntriesHasPages() async throws {
        try await WebFixture.with { web in
            let service = try await web.panel.service { $0.rate = .of("0.001") }
            let browser = try await web.browser(of: .customer)
            let alice = try await web.alice().account
            try await web.panel.perform(web.panel.crediting(alice, "100", reference: "opening"))
            for count in [350, 750] {
                let request = try await web.panel.request(service, of: alice)
                let queue = web.panel.queue()
                let orders = (0..<count).map { _ in queue.add(web.panel.placing(request, for: alice)) }
                try await queue.carryOut()
                for order in orders { _ = try await order.value.get() }
                // Half of them are listed, and half are read from where they are.
                if count == 350 { while try await web.panel.store.fillListings(ListingLimits()) {} }
            }
            var lines: [ShownStatement.Line] = []
            var path: String? = "/statement?month=2026-03"
            var pages = 0
            while let next = path {
                let page = try ShownStatement(try await browser.get(next))
                #expect(page.lines.count <= CustomerOperations.statementPage)
                #expect(page.opening == .zero && page.closing == .of("98.9"))
                // So many are counted, and not added up.
                #expect(page.page.element(id: "main")?.text.contains("1,101") == true)
                lines += page.lines
                path = page.older
                pages += 1
            }
            #expect(pages == 12 && lines.count == 1101)
            let file = try StatementFile(try await browser.get("/statement.csv"))
            #expect(file.lines.map(\.balance) == lines.reversed().map(\.balance))
            #expect(Set(file.lines.map(\.cause)).count == 1101)
        }
    }
}
