import PanelClient
import Testing

/// How panels list orders, and what the client makes of it.
@Suite(.timeLimit(.minutes(2)))
struct OrderListTests {
    private static let row = """
        {"order":"7","service":3,"link":"https://example.com/a","quantity":"100","created":"2026-03-01 12:00:00",
        "status":"In progress","charge":"0.5","start_count":"1","remains":"10","currency":"USD"}
        """

    private static let order = ListedOrder(
        id: "7",
        service: "3",
        link: "https://example.com/a",
        quantity: 100,
        created: "2026-03-01 12:00:00",
        state: PanelOrder(
            rawStatus: "In progress",
            startCount: 1,
            remains: 10,
            charge: PanelAmount(micros: 500_000),
            currency: "USD"
        )
    )

    static let lists: [(answer: String, orders: [ListedOrder])] = [
        ("[\(row)]", [order]),
        ("{\"orders\":[\(row)]}", [order]),
        ("{\"status\":\"success\",\"data\":[\(row),{\"id\":6}]}", [order, ListedOrder(id: "6")]),
        ("[]", []),
        (#"[{"order":5,"link":"","quantity":"many","status":null}]"#, [ListedOrder(id: "5")]),
    ]

    @Test(arguments: lists)
    func aListIsRead(answer: String, orders: [ListedOrder]) async throws {
        let server = try await ScriptedServer([.read, .answer(answer), .close])
        #expect(try await PanelClient.local(server).orders() == orders)
        #expect(server.requests.first?.contains("action=orders") == true)
    }

    @Test(arguments: [#"{"error":"Incorrect request"}"#, #"[{"error":"Incorrect request"}]"#])
    func whoDoesNotListOrdersSaysSo(answer: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer), .close])
        let error = await failure { () async throws(PanelClientError) in
            try await PanelClient.local(server).orders()
        }
        #expect(error?.kind == .refused(message: "Incorrect request"))
    }

    @Test(arguments: ["{}", "1", #"[{"link":"https://example.com"}]"#, #"[{"order":"a b"}]"#])
    func aRowWithoutAnIDIsNotPassedOver(answer: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer), .close])
        let error = await failure { () async throws(PanelClientError) in
            try await PanelClient.local(server).orders()
        }
        #expect(error?.kind == .unexpectedShape)
    }

    @Test func noMoreThanAHundredAreTaken() async throws {
        let rows = (1...150).map { "{\"order\":\($0)}" }.joined(separator: ",")
        let server = try await ScriptedServer([.read, .answer("[\(rows)]"), .close])
        #expect(try await PanelClient.local(server).orders().map(\.id) == (1...100).map { "\($0)" })
    }
}
