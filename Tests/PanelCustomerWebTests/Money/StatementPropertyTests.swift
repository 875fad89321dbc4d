import PanelCore
import PanelSecrets
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// Whatever an account does, wherever its owner lives: months follow each other without a gap, each balance is the one
/// before it and what moved it, the file has what the pages have, and the end is what the account has.
struct StatementPropertyTests {
    @Test(arguments: [
        ("UTC", 1), ("Asia/Ho_Chi_Minh", 2), ("America/New_York", 3), ("Pacific/Auckland", 4), ("Asia/Kathmandu", 5),
        ("America/Sao_Paulo", 6),
    ])
    func theStatementAddsUp(zone: String, seed: UInt64) async throws {
        try await WebFixture.with { web in
            var random = Seeded(seed)
            let history = try await History(web, zone: zone)
            for _ in 0..<3 {
                for _ in 0..<12 { try await history.doSomething(&random) }
                var limits = ListingLimits()
                (limits.least, limits.orders, limits.transfers) = (1, 5, 3)
                for _ in 0..<Int.random(in: 0...6, using: &random) {
                    _ = try await web.panel.store.fillListings(limits)
                }
                try await history.check()
            }
        }
    }

    /// What an account does over some months, and what its owner sees of it.
    private final class History {
        private let web: WebFixture
        private let browser: TestBrowser
        private let account: Account
        private let service: ServiceID
        private var now = PanelFixture.noon
        private var orders: [OrderID] = []
        private var credits = 0

        init(_ web: WebFixture, zone: String) async throws {
            self.web = web
            service = try await web.panel.service()
            account = try await web.account()
            browser = web.browser()
            try await browser.logIn()
            let saved = try await browser.post("/account", ["language": "en", "time_zone": zone, "theme": "device"])
            #expect(saved.location == "/account?done=saved")
        }

        func doSomething(_ random: inout Seeded) async throws {
            let panel = web.panel
            // Up to ten days, to the hour: many fall on the edge of a day somewhere. A clock may also be set back a little.
            now = now.adding(hours: Int64.random(in: -1...240, using: &random))
            let balance = try await panel.balance(account)
            switch Int.random(in: 0..<6, using: &random) {
            case 0 where balance > .of("3"), 1 where balance > .of("3"):
                orders.append(try await panel.place(service, for: account, at: now))
            case 2 where !orders.isEmpty:
                let order = orders.remove(at: Int.random(in: 0..<orders.count, using: &random))
                let remains = Int64.random(in: 1...1000, using: &random)
                try await panel.perform(panel.updating(order, of: account, .partial, remains: remains, at: now))
            case 3 where !orders.isEmpty:
                let order = orders.remove(at: Int.random(in: 0..<orders.count, using: &random))
                _ = try await panel.cancel([order], by: account, at: now)
            case 4 where balance > .of("1"): try await credit("-0.75")
            default: try await credit("\(Int.random(in: 1...5000, using: &random)).000001")
            }
        }

        private func credit(_ amount: String) async throws {
            credits += 1
            try await web.panel.perform(
                CreditAccount(
                    name: account.name,
                    account: account.id,
                    amount: .of(amount),
                    reference: "credit \(credits)",
                    note: "",
                    now: now
                )
            )
        }

        func check() async throws {
            let balance = try await web.panel.balance(account)
            var closing = balance
            var shown: [ShownStatement.Line] = []
            var written: [StatementFile.Line] = []
            let newest = try await browser.get("/statement?month=2040-01")
            var path = try ShownStatement(newest).earlier
            #expect(try ShownStatement(newest).opening == balance)
            while let next = path {
                let page = try ShownStatement(try await browser.get(next))
                #expect(page.older == nil)
                #expect(page.closing == closing, "\(next) does not end where the month after it begins")
                #expect(page.lines.first?.balance ?? page.opening == page.closing)
                for (line, before) in zip(page.lines, page.lines.dropFirst().map(\.balance) + [page.opening]) {
                    #expect(before.adding(line.amount) == line.balance, "\(next), \(line)")
                }
                closing = page.opening
                shown += page.lines
                let file = next.replacing("/statement?", with: "/statement.csv?")
                let lines = try StatementFile(try await browser.get(file)).lines
                #expect(lines.map(\.balance) == page.lines.reversed().map(\.balance))
                written = lines + written
                path = page.earlier
            }
            #expect(closing == .zero, "the first month begins with nothing")
            let all = try StatementFile(try await browser.get("/statement.csv")).lines
            #expect(all == written)
            #expect(all.map(\.utc) == shown.reversed().map(\.time))
            #expect(all.map(\.clock) == shown.reversed().map(\.clock))
            #expect(all.map(\.amount) == shown.reversed().map(\.amount))
            #expect((all.last?.balance ?? .zero) == balance)
        }
    }
}
