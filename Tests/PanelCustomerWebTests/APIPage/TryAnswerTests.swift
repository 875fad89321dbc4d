import Foundation
import Logging
import PanelAPI
import PanelCore
import PanelMarkup
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import PanelWire
import Testing

@testable import PanelCustomerWeb

/// What a form of the API page does, on a real store.
struct TryAnswerTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// A panel with an endpoint, and a way to send a form as a customer.
    private struct Panel: Sendable {
        let fixture: PanelFixture
        let endpoint: APIEndpoint

        func send(
            _ fields: [ParameterName: String],
            as account: Account
        ) async throws -> (answer: TryAnswer, text: String) {
            let customer = Customer(account: account, ownRates: [:], version: AccountsVersion(rawValue: 0))
            let sent = ParameterSet(fields.map { ParameterSet.Entry($0.key, $0.value) })
            let answer = try await TryAnswer.performing(sent, as: customer, at: endpoint, logger: logger)
            let known = try #require(answer)
            return (known, String(decoding: known.json, as: UTF8.self))
        }
    }

    private static func withPanel(
        _ configuration: APIConfiguration = APIConfiguration(),
        _ body: @escaping @Sendable (Panel) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let store = try await SQLStore(engine: SQLiteEngine(directory: directory))
            let fixture = PanelFixture(store: store)
            let endpoint = APIEndpoint(
                configuration: configuration,
                store: store,
                writer: fixture.writer,
                prices: PricingCache(store: store)
            )
            try await fixture.whileRunning { try await body(Panel(fixture: fixture, endpoint: endpoint)) }
            try await StoreConformance.checkBooks(store)
        }
    }

    private static let order: [ParameterName: String] = [
        .action: "add", .service: "1", .link: PanelFixture.link, .quantity: "1000", .requestID: "one",
    ]

    @Test func anOrderIsPlacedOnceAndPaid() async throws {
        try await Self.withPanel { panel in
            let account = try await panel.fixture.account(balance: "10")
            _ = try await panel.fixture.service()
            let first = try await panel.send(Self.order, as: account)
            #expect(first.answer.status == 200)
            #expect(first.text == #"{"status":"success","msg":"Đơn hàng đã được tạo thành công","order":"1"}"#)
            // The script may send it again when the answer is lost.
            #expect(try await panel.send(Self.order, as: account).text == first.text)
            #expect(try await panel.fixture.balance(account) == .of("7.5"))
            let status = try await panel.send([.action: "status", .order: "1"], as: account)
            #expect(status.text.hasPrefix(#"{"charge":"2.5","#))
        }
    }

    /// The forms of a customer go by that customer, whatever key is put in.
    @Test func aKeyInTheFormIsNotLookedAt() async throws {
        try await Self.withPanel { panel in
            let alice = try await panel.fixture.account("alice", balance: "1")
            _ = try await panel.fixture.account("bob", balance: "2")
            let balance = try await panel.send([.action: "balance", .key: "bob"], as: alice)
            #expect(balance.text == #"{"balance":"1","currency":"USD"}"#)
        }
    }

    @Test func whoIsSuspendedGetsWhatTheirKeyGets() async throws {
        try await Self.withPanel { panel in
            let account = try await panel.fixture.account(balance: "10")
            _ = try await panel.fixture.service()
            // The session was read before.
            try await panel.fixture.perform(ChangeAccount(name: account.name, change: .suspend))
            let refused = try await panel.send(Self.order, as: account).text
            #expect(refused.contains("neworder.error.account_banned"))
            #expect(try await panel.send([.action: "balance"], as: account).text == #"{"error":"Invalid API key"}"#)
        }
    }

    @Test func tryingCountsAsRequests() async throws {
        var configuration = APIConfiguration()
        configuration.requestsPerSecond = 1
        try await Self.withPanel(configuration) { panel in
            let account = try await panel.fixture.account()
            var statuses: Set<Int> = []
            for _ in 0..<20 { statuses.insert(try await panel.send([.action: "balance"], as: account).answer.status) }
            #expect(statuses == [200, 429])
        }
    }

    @Test func onlyTheBeginningOfALongAnswerIsTaken() async throws {
        try await Self.withPanel { panel in
            let account = try await panel.fixture.account()
            for id in 1...5 {
                _ = try await panel.fixture.service(Int64(id)) { service in
                    service.description = String(repeating: "ế", count: 6000)
                }
            }
            let answer = try await panel.send([.action: "services"], as: account).answer
            #expect(answer.json.count == TryAnswer.mostShown)
            #expect(answer.isCut)
            let short = try await panel.send([.action: "balance"], as: account).answer
            #expect(!short.isCut)
        }
    }

    @Test(arguments: [nil, "", "rotate"])
    func anotherActionIsNone(action: String?) async throws {
        try await Self.withPanel { panel in
            let customer = Customer(
                account: try await panel.fixture.account(),
                ownRates: [:],
                version: AccountsVersion(rawValue: 0)
            )
            let sent = ParameterSet(action.map { [.init(.action, $0)] } ?? [])
            let answer = try await TryAnswer.performing(
                sent,
                as: customer,
                at: panel.endpoint,
                logger: Self.logger
            )
            #expect(answer == nil)
        }
    }

    // MARK: What is shown

    private static func answer(_ status: Int, sent: ParameterSet = ParameterSet()) -> TryAnswer {
        TryAnswer(action: .add, sent: sent, status: status, duration: .milliseconds(86), json: Array("{}".utf8))
    }

    /// Whoever does not know what came of an order sends the same one again.
    @Test func aRequestIDStaysUntilItsOutcomeIsKnown() {
        let known = String(decoding: Self.answer(200).fragment(requestID: "fresh", in: .english).bytes, as: UTF8.self)
        #expect(known.contains(#"name="request_id" value="fresh""#))
        let unknown = String(decoding: Self.answer(503).fragment(requestID: "fresh", in: .english).bytes, as: UTF8.self)
        #expect(!unknown.contains("request_id"))
        #expect(unknown.contains("503"))
    }
}
