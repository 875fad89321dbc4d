import PanelClient
import Testing

/// How panels answer `status`, and what the client makes of it.
@Suite(.timeLimit(.minutes(2)))
struct StatusDialectTests {
    private static func order(
        _ status: String,
        start: Int64? = nil,
        remains: Int64? = nil,
        charge: Int64? = nil,
        currency: String? = nil
    ) -> StatusReply {
        let charge = charge.map { PanelAmount(micros: $0) }
        return .order(
            PanelOrder(rawStatus: status, startCount: start, remains: remains, charge: charge, currency: currency)
        )
    }

    private static let full = order("Partial", start: 3572, remains: 157, charge: 278_190, currency: "USD")
    private static let state = """
        "charge":"0.27819","start_count":"3572","status":"Partial","remains":"157","currency":"USD"
        """

    static let many: [(answer: String, replies: [String: StatusReply])] = [
        (
            "{\"1\":{\(state)},\"2\":{\"error\":\"Incorrect order ID\"}}",
            ["1": full, "2": .error("Incorrect order ID")]
        ),
        ("[{\"order\":1,\(state)},{\"order\":\"2\",\"error\":\"No\"}]", ["1": full, "2": .error("No")]),
        ("[{\"id\":1,\(state)}]", ["1": full]),
        ("[{\"1\":{\(state)}},{\"2\":{\(state)}}]", ["1": full, "2": full]),
        ("{\"orders\":{\"1\":{\(state)}}}", ["1": full]),
        ("{\"status\":\"success\",\"orders\":[{\"order\":2,\(state)}]}", ["2": full]),
        ("{\"status\":true,\"data\":{\"1\":{\(state)}}}", ["1": full]),
        ("{\"data\":[{\"order\":\"1\",\(state)}]}", ["1": full]),
        ("{\"order\":\"1\",\(state)}", ["1": full]),
        ("{\"1\":{\(state)},\"7\":{\(state)}}", ["1": full]),
        ("{\"1\":{\"status\":\"Pending\"},\"1\":{\(state)}}", ["1": full]),
        (#"{"1":"Incorrect order ID","2":null}"#, ["1": .error("Incorrect order ID")]),
        (#"{"1":{"error":{"message":"No"}}}"#, ["1": .error("No")]),
        (#"{"1":{"errors":["No"]}}"#, ["1": .error("No")]),
        (#"{"1":{"status":"error","message":"No"}}"#, ["1": .error("No")]),
        ("[]", [:]),
        ("{}", [:]),
        (
            #"{"1":{"charge":0.27819,"start_count":3572,"status":"Partial","remains":157,"currency":"USD"}}"#,
            ["1": full]
        ),
        (
            #"{"1":{"charge":2.7819e-1,"start_count":"3,572","status":" Partial ","remains":"157.0","currency":"USD"}}"#,
            ["1": full]
        ),
        (
            #"{"1":{"charge":"$1.20","start_count":null,"status":"In progress","remains":-5,"currency":null}}"#,
            ["1": order("In progress", remains: -5, charge: 1_200_000)]
        ),
        (
            #"{"1":{"charge":"","start_count":"","status":"Pending","remains":"-","currency":""}}"#,
            ["1": order("Pending")]
        ),
        (#"{"1":{"status":"Fail","charge":"1"}}"#, ["1": order("Fail", charge: 1_000_000)]),
        (#"{"1":{"status":"Error","remains":5,"error":""}}"#, ["1": order("Error", remains: 5)]),
        (#"{"1":{"status":"Pending","start_counter":5,"remain":"7"}}"#, ["1": order("Pending", start: 5, remains: 7)]),
        (#"{"1":{"status":"Completed","extra":{"a":[1,{"b":null}]}}}"#, ["1": order("Completed")]),
    ]

    @Test(arguments: many) func manyOrders(answer: String, replies: [String: StatusReply]) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).statuses(of: ["1", "2"]) == replies)
        #expect(server.requests.first?.hasSuffix("&action=status&orders=1%2C2") == true)
    }

    static let one: [(answer: String, reply: StatusReply)] = [
        ("{\(state)}", full),
        ("[{\(state)}]", full),
        ("{\"1\":{\(state)}}", full),
        ("{\"order\":1,\(state)}", full),
        ("{\"data\":{\(state)}}", full),
        ("{\"status\":\"success\",\"data\":[{\"order\":1,\(state)}]}", full),
        (#"{"status":"Completed"}"#, order("Completed")),
        (#"{"status":"Fail","charge":"1","remains":5}"#, order("Fail", remains: 5, charge: 1_000_000)),
        (#"[{"status":"Error","charge":1}]"#, order("Error", charge: 1_000_000)),
        (#"{"order":"1","error":"No"}"#, .error("No")),
        (
            #"{"status":"Active","posts":"10","expiry":"31/12/2026","orders":["5","6"]}"#,
            .order(
                PanelOrder(rawStatus: "Active", posts: 10, expiry: "31/12/2026", orders: ["5", "6"])
            )
        ),
        (#"{"status":"Active","orders":"5, 6"}"#, .order(PanelOrder(rawStatus: "Active", orders: ["5", "6"]))),
        (#"{"status":"Active","orders":[]}"#, .order(PanelOrder(rawStatus: "Active"))),
    ]

    @Test(arguments: one) func oneOrder(answer: String, reply: StatusReply) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).status(of: "1") == reply)
        #expect(server.requests.first?.hasSuffix("&action=status&order=1") == true)
    }

    static let refusals: [(answer: String, kind: PanelClientError.Kind)] = [
        (#"{"error":"Invalid API key"}"#, .refused(message: "Invalid API key")),
        (#"{"status":"error","msg":"Invalid API key"}"#, .refused(message: "Invalid API key")),
        (#"[{"error":"Invalid API key"}]"#, .refused(message: "Invalid API key")),
        (#"{"data":{"error":"Invalid API key"}}"#, .refused(message: "Invalid API key")),
        (#"{"foo":"bar"}"#, .unexpectedShape),
        (#"["a","b"]"#, .unexpectedShape),
        (#"{"charge":"1","status":"Completed","remains":"0"}"#, .unexpectedShape),
        (#"[{"charge":"1","status":"Completed"},{"charge":"1","status":"Completed"}]"#, .unexpectedShape),
        ("7", .unexpectedShape),
    ]

    @Test(arguments: refusals) func noReply(answer: String, kind: PanelClientError.Kind) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        let client = PanelClient.local(server)
        let error = await failure { () throws(PanelClientError) in try await client.statuses(of: ["1", "2"]) }
        #expect(error?.kind == kind)
    }

    static let statuses: [(PanelOrderStatus, [String])] = [
        (.pending, ["Pending", "pending", "PENDING"]),
        (.processing, ["Processing", "processing"]),
        (.inProgress, ["In progress", "In Progress", "InProgress", "in_progress", "IN-PROGRESS", "inprogress"]),
        (.completed, ["Completed", "Complete", "completed"]),
        (.partial, ["Partial", "Partially completed", "partially_completed"]),
        (.canceled, ["Canceled", "Cancelled", "canceled", "cancelled", "CANCELED", "Refunded"]),
    ]

    @Test(arguments: statuses) func spellings(status: PanelOrderStatus, texts: [String]) {
        for text in texts { #expect(PanelOrderStatus(text) == status, "\(text)") }
    }

    @Test(arguments: ["Fail", "Failed", "Error", "", "Cancelled!", "Отменён", String(repeating: "p", count: 300)])
    func unknownStatus(text: String) {
        #expect(PanelOrderStatus(text) == .unknown(text))
    }
}
