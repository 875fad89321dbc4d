import PanelClient
import Testing

/// How panels answer `cancel`, `refill`, `refill_status` and `balance`, and what the client makes of it.
@Suite(.timeLimit(.minutes(2)))
struct ReplyDialectTests {
    static let cancels: [(answer: String, replies: [String: CancelReply])] = [
        (#"[{"order":9,"cancel":{"error":"No"}},{"order":2,"cancel":1}]"#, ["9": .refused("No"), "2": .accepted]),
        (#"[{"order":"9","cancel":"1"},{"order":"2","cancel":true}]"#, ["9": .accepted, "2": .accepted]),
        (#"[{"order":9,"error":"No"},{"order":2,"cancel":0}]"#, ["9": .refused("No"), "2": .refused("0")]),
        (#"[{"order":9,"cancel":0,"error":"No"},{"order":2,"cancel":"ok"}]"#, ["9": .refused("No"), "2": .accepted]),
        (#"{"9":{"error":"No"},"2":{"cancel":1}}"#, ["9": .refused("No"), "2": .accepted]),
        (#"{"9":1,"2":{"status":"success"}}"#, ["9": .accepted, "2": .accepted]),
        (#"{"data":[{"order":9,"cancel":"Too late"}]}"#, ["9": .refused("Too late")]),
        (#"[{"order":9,"cancel":557},{"order":2,"cancel":false}]"#, ["9": .accepted, "2": .refused("false")]),
        (#"[{"order":9,"cancel":null}]"#, [:]),
        (#"{"9":{"cancel":"requested"},"2":{"cancel":"Pending"}}"#, ["9": .accepted, "2": .accepted]),
        (#"[{"order":9,"cancel":"queued"},{"order":2,"cancel":"In_Queue"}]"#, ["9": .accepted, "2": .accepted]),
        (#"{"9":"Cancel requested","2":{"cancel":{"status":"pending"}}}"#, ["9": .accepted, "2": .accepted]),
        (
            #"{"9":{"cancel":"processing"},"2":{"cancel":"Not pending"}}"#,
            ["9": .accepted, "2": .refused("Not pending")]
        ),
        // The order's own status, for all that is known.
        (#"[{"order":9,"status":"Pending"},{"order":2,"cancel":"Completed"}]"#, ["2": .refused("Completed")]),
        (#"[{"order":9,"cancel":"E404"},{"order":2,"cancel":"0"}]"#, ["9": .refused("E404"), "2": .refused("0")]),
        ("[]", [:]),
    ]

    @Test(arguments: cancels) func cancel(answer: String, replies: [String: CancelReply]) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).cancel(["9", "2"]) == replies)
        #expect(server.requests.first?.hasSuffix("&action=cancel&orders=9%2C2") == true)
    }

    @Test(arguments: [#"{"cancel":1}"#, #"{"status":"success"}"#, #"[{"cancel":"1"}]"#])
    func cancelOfOne(answer: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).cancel(["9"]) == ["9": .accepted])
    }

    @Test(arguments: [#"{"order":9,"cancel":1}"#, #"[{"order":9,"cancel":1}]"#, #"{"cancel":"requested"}"#])
    func cancelByOneID(answer: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).cancel("9") == .accepted)
        #expect(server.requests.first?.hasSuffix("&action=cancel&order=9") == true)
    }

    static let refills: [(answer: String, replies: [String: RefillReply])] = [
        (#"[{"order":1,"refill":5},{"order":2,"refill":"6"}]"#, ["1": .accepted(id: "5"), "2": .accepted(id: "6")]),
        (
            #"[{"order":1,"refill":{"error":"No"}},{"order":2,"error":"Late"}]"#,
            ["1": .refused("No"), "2": .refused("Late")]
        ),
        (#"{"1":{"refill":5},"2":6}"#, ["1": .accepted(id: "5"), "2": .accepted(id: "6")]),
        (#"{"1":{"refill":{"id":5}},"2":{"error":"No"}}"#, ["1": .accepted(id: "5"), "2": .refused("No")]),
        (#"[{"order":1,"refill":0},{"order":2,"refill":true}]"#, ["1": .refused("0")]),
    ]

    @Test(arguments: refills) func refill(answer: String, replies: [String: RefillReply]) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).refills(["1", "2"]) == replies)
        #expect(server.requests.first?.hasSuffix("&action=refill&orders=1%2C2") == true)
    }

    @Test(arguments: [
        #"{"refill":"23501"}"#, #"{"refill":23501}"#, #"{"status":"success","refill":23501}"#,
        #"[{"order":1,"refill":23501}]"#, #"{"order":1,"refill":"23501"}"#, #"{"refill_id":23501}"#,
    ])
    func refillOfOne(answer: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).refill("1") == .accepted(id: "23501"))
        #expect(server.requests.first?.hasSuffix("&action=refill&order=1") == true)
    }

    @Test(arguments: [#"{"status":"success"}"#, #"{"refill":"requested"}"#, #"{"refill":{"status":"pending"}}"#])
    func refillWithoutAnID(answer: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        let error = await failure { () throws(PanelClientError) in try await PanelClient.local(server).refill("1") }
        #expect(error?.kind == .unexpectedShape)
    }

    static let refillStatuses: [(answer: String, replies: [String: RefillStatusReply])] = [
        (
            #"[{"refill":1,"status":"Completed"},{"refill":3,"status":{"error":"Refill not found"}}]"#,
            ["1": .status("Completed"), "3": .error("Refill not found")]
        ),
        (
            #"[{"refill":"1","status":"Rejected"},{"refill":3,"error":"No"}]"#,
            ["1": .status("Rejected"), "3": .error("No")]
        ),
        (#"{"1":{"status":"Pending"},"3":"In progress"}"#, ["1": .status("Pending"), "3": .status("In progress")]),
        (#"{"refills":[{"refill":1,"status":"Pending"}]}"#, ["1": .status("Pending")]),
    ]

    @Test(arguments: refillStatuses)
    func refillStatus(answer: String, replies: [String: RefillStatusReply]) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).refillStatuses(of: ["1", "3"]) == replies)
        #expect(server.requests.first?.hasSuffix("&action=refill_status&refills=1%2C3") == true)
    }

    @Test func refillStatusOfOne() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"status":"Completed"}"#)])
        #expect(try await PanelClient.local(server).refillStatuses(of: ["1"]) == ["1": .status("Completed")])
    }

    @Test(arguments: [#"{"status":"Completed"}"#, #"[{"refill":1,"status":"Completed"}]"#])
    func refillStatusByOneID(answer: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).refillStatus(of: "1") == .status("Completed"))
        #expect(server.requests.first?.hasSuffix("&action=refill_status&refill=1") == true)
    }

    static let balances: [(answer: String, micros: Int64, currency: String?)] = [
        (#"{"balance":"100.84292","currency":"USD"}"#, 100_842_920, "USD"),
        (#"{"balance":100.84292,"currency":"USD"}"#, 100_842_920, "USD"),
        (#"{"balance":"1,000,100.50"}"#, 1_000_100_500_000, nil),
        (#"{"balance":-3,"currency":null}"#, -3_000_000, nil),
        (#"{"balance":1e-05}"#, 10, nil),
        (#"{"status":"success","data":{"balance":"1","currency":"VND"}}"#, 1_000_000, "VND"),
        (#"{"balance":{"amount":"1.5","currency":"EUR"}}"#, 1_500_000, "EUR"),
        (#"[{"balance":"0","currency":"USD"}]"#, 0, "USD"),
    ]

    @Test(arguments: balances) func balance(answer: String, micros: Int64, currency: String?) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        let balance = try await PanelClient.local(server).balance()
        #expect(balance == PanelBalance(amount: PanelAmount(micros: micros), currency: currency))
        #expect(server.requests.first?.hasSuffix("&action=balance") == true)
    }

    @Test(arguments: [#"{"currency":"USD"}"#, #"{"balance":"a lot"}"#, #"{"balance":null}"#, #"{"balance":"1,234"}"#])
    func noBalance(answer: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        let error = await failure { () throws(PanelClientError) in try await PanelClient.local(server).balance() }
        #expect(error?.kind == .unexpectedShape)
    }
}
