import Foundation
import HTTPTypes
import PanelCore
import PanelMarkup
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// Alice, who is logged in and has money, and a service that can be canceled and refilled.
struct Shopper: Sendable {
    let web: WebFixture
    let account: Account
    let browser: TestBrowser
    let service: ServiceID

    static func with(
        _ body: @escaping @Sendable (Shopper) async throws -> Void
    ) async throws {
        try await WebFixture.with { web in
            let account = try await web.account()
            try await web.panel.perform(web.panel.crediting(account, "1000", reference: "opening"))
            let service = try await web.panel.service()
            let browser = web.browser()
            try await browser.logIn()
            try await body(Shopper(web: web, account: account, browser: browser, service: service))
        }
    }

    var panel: PanelFixture { web.panel }

    /// An order of somebody else's.
    func foreign() async throws -> OrderID {
        let bob = try await panel.account("bob", balance: "100")
        return try await panel.place(service, for: bob)
    }

    /// An order that has come so far.
    func order(_ status: OrderStatus = .pending, remains: Int64? = nil) async throws -> OrderID {
        let id = try await panel.place(service, for: account)
        guard status != .pending else { return id }
        let left = remains ?? (status == .partial ? 400 : nil)
        try await panel.perform(panel.updating(id, of: account, status, remains: left))
        return id
    }

    /// The page at an address, which must be one.
    func page(_ path: String, status: Int = 200) async throws -> MarkupElement {
        let answer = try await browser.get(path)
        #expect(answer.status == status, "\(path)")
        let (page, problems) = try PageChecks.check(Array(answer.text.utf8), csrf: browser.csrf)
        #expect(problems == [])
        return page
    }

    /// The ids of a page of the list, in order.
    func ids(_ path: String) async throws -> [String] {
        try await page(path).listed
    }

    /// The ids of all pages of the list, in order.
    func allIDs(_ path: String) async throws -> [String] {
        var ids: [String] = []
        var next: String? = path
        while let path = next {
            let page = try await page(path)
            ids += page.listed
            next = page.all("a").first { $0.text.hasSuffix("→") }?["href"]
        }
        return ids
    }

    /// The lines of the file, without what they begin with.
    func file(_ path: String = "/orders.csv") async throws -> [[String]] {
        let answer = try await browser.get(path)
        #expect(answer.status == 200)
        #expect(answer.text.hasPrefix("\u{FEFF}id,created_at,service,service_name,link,quantity,charge,"))
        return answer.text.split(separator: "\r\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

extension MarkupElement {
    /// The orders of the list.
    var listed: [String] { all("a").filter { $0["class"] == "id" }.map(\.text) }

    /// What is asked of the browser's form for an order.
    func button(_ words: String) -> MarkupElement? {
        all("button").first { $0.text.hasPrefix(words) }
    }
}
