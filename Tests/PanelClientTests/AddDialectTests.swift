import PanelClient
import Testing

/// How panels answer `add`, and what the client makes of it.
@Suite(.timeLimit(.minutes(2)))
struct AddDialectTests {
    static let orders: [(answer: String, id: String)] = [
        (#"{"order":23501}"#, "23501"),
        (#"{"order":"23501"}"#, "23501"),
        (#"{"status":"success","msg":"Đơn hàng đã được tạo thành công","order":"23501"}"#, "23501"),
        (#"{"status":"success","order":"1"}"#, "1"),
        (#"{"order":{"id":5}}"#, "5"),
        (#"{"order":{"order":"5"}}"#, "5"),
        (#"[{"order":1}]"#, "1"),
        (#"{"order_id":77}"#, "77"),
        (#"{"status":true,"data":{"order":12}}"#, "12"),
        (#"{"order":"a1B2-c_3"}"#, "a1B2-c_3"),
        (#"{"order":9,"error":null}"#, "9"),
        (#"{"order":9,"error":"","errors":[]}"#, "9"),
        (#"{"order":9,"error":false,"success":true}"#, "9"),
        (#"{"order":9,"error":0}"#, "9"),
        (#"{"order":9,"order":9}"#, "9"),
        (#"{"order":9,"order_id":"9"}"#, "9"),
        (#"{"order":" 9 "}"#, "9"),
        (#"{"\u006frder":"\u0039"}"#, "9"),
        ("\u{FEFF}{\"order\":1}", "1"),
        ("\r\n\r\n \t{ \"order\" : 1 , \"charge\":1.5e-3 }\n\n", "1"),
        (#"{"order":123456789012345678901234567890,"nested":[[[{"a":[]}]]]}"#, "123456789012345678901234567890"),
    ]

    @Test(arguments: orders) func anOrder(answer: String, id: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        #expect(try await PanelClient.local(server).add(PanelClientTests.anOrder) == AddedOrder(id: id))
    }

    static let refusals: [(answer: String, message: String)] = [
        (#"{"error":"Not enough funds on balance"}"#, "Not enough funds on balance"),
        (#"{"status":"error","msg":"Số dư không đủ","error":"neworder.error.funds"}"#, "neworder.error.funds"),
        (#"{"status":"fail","message":"Bad link"}"#, "Bad link"),
        (#"{"status":"Failed","msg":"Bad link"}"#, "Bad link"),
        (#"{"status":"error"}"#, "error"),
        (#"{"status":false,"message":"Bad link"}"#, "Bad link"),
        (#"{"success":false,"message":"Bad link"}"#, "Bad link"),
        (#"{"success":0,"msg":"Bad link"}"#, "Bad link"),
        (#"{"ok":"false","error_message":"Bad link"}"#, "Bad link"),
        (#"{"errors":["Bad link","Bad quantity"]}"#, "Bad link"),
        (#"{"errors":{"link":["Bad link"]}}"#, "Bad link"),
        (#"{"errors":[{"message":"Bad link"}]}"#, "Bad link"),
        (#"{"error":{"message":"Bad link","code":7}}"#, "Bad link"),
        (#"{"error":["Bad link"]}"#, "Bad link"),
        (#"{"error":true,"message":"Bad link"}"#, "Bad link"),
        (#"{"error":1,"message":"Bad link"}"#, "Bad link"),
        (#"{"error":400}"#, "400"),
        (#"{"error":"Bad link","order":null}"#, "Bad link"),
        (#"{"error":"Bad link","order":""}"#, "Bad link"),
        (#"{"error":"Bad link","order":false}"#, "Bad link"),
        (#"{"error":"Bad link","order":0}"#, "Bad link"),
        (#"{"error":"Bad link","order":"0"}"#, "Bad link"),
        (#"{"data":{"error":"Bad link"}}"#, "Bad link"),
        (
            #"{"status":"error","msg":"You have an active order, please wait until it is completed","error":"Bad link"}"#,
            "Bad link"
        ),
        (#"[{"error":"Bad link"}]"#, "Bad link"),
        (#"{"error":"first","error":"Bad link"}"#, "Bad link"),
        (#"{"error":"Bad link","error":null}"#, "Bad link"),
        (#"{"status":"error","charge":"0","message":"Bad link"}"#, "Bad link"),
        (#"{"error":"L\u1ed7i \ud83d\ude00\n\"\\"}"#, "Lỗi 😀\n\"\\"),
        (#"{"error":"\ud83d \q"}"#, "\u{FFFD} \u{FFFD}"),
        (#"{"error":"\u12 \ud83d\u0041\udc4d\ud83d\ud83d\udc4d"}"#, "\u{FFFD}12 \u{FFFD}A\u{FFFD}\u{FFFD}👍"),
    ]

    @Test(arguments: refusals) func aRefusal(answer: String, message: String) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        let client = PanelClient.local(server)
        let error = await failure { () throws(PanelClientError) in try await client.add(PanelClientTests.anOrder) }
        #expect(error?.kind == .refused(message: message))
        #expect(error?.httpStatus == 200)
        #expect(error?.wasWritten == true)
    }

    /// Answers after which an order may exist, and may not.
    static let unclear: [(answer: String, kind: PanelClientError.Kind)] = [
        (#"{"order":1,"error":"Bad link"}"#, .unexpectedShape),
        (#"{"order":1,"status":"error","message":"Bad link"}"#, .unexpectedShape),
        (#"{"order":1,"success":false}"#, .unexpectedShape),
        (#"{"error":"Bad link","id":7}"#, .unexpectedShape),
        (#"{"error":"Bad link","data":{"a":[{"order":7}]}}"#, .unexpectedShape),
        (#"{"error":"Bad link","status":"success"}"#, .unexpectedShape),
        (#"{"error":"Bad link","message":"Order placed"}"#, .unexpectedShape),
        (#"{"errors":["Bad link","Order placed"]}"#, .unexpectedShape),
        (#"{"error":"Bad link","a":[[[[[[["x"]]]]]]]}"#, .unexpectedShape),
        (#"{"order":1,"status":"error","charge":"0.5"}"#, .unexpectedShape),
        (#"{"order":1,"error":"Bad link","error":null}"#, .unexpectedShape),
        (#"{"error":"Bad link","data":{"order":1}}"#, .unexpectedShape),
        (#"{"data":{"order":1,"error":"Bad link"}}"#, .unexpectedShape),
        (#"{"order":{"error":"Bad link"}}"#, .unexpectedShape),
        (#"{"order":{"id":1,"error":"Bad link"}}"#, .unexpectedShape),
        (#"{"order":1,"order":2}"#, .unexpectedShape),
        (#"{"order":1,"order_id":2}"#, .unexpectedShape),
        (#"[{"order":1},{"order":2}]"#, .unexpectedShape),
        (#"{"order":0}"#, .unexpectedShape),
        (#"{"order":"0"}"#, .unexpectedShape),
        (#"{"order":-1}"#, .unexpectedShape),
        (#"{"order":1.5}"#, .unexpectedShape),
        (#"{"order":1e5}"#, .unexpectedShape),
        (#"{"order":true}"#, .unexpectedShape),
        (#"{"order":"1 2"}"#, .unexpectedShape),
        (#"{"order":"<b>1</b>"}"#, .unexpectedShape),
        (#"{"order":"\#(String(repeating: "1", count: 65))"}"#, .unexpectedShape),
        (#"{"order":[1]}"#, .unexpectedShape),
        (#"{"order":null}"#, .unexpectedShape),
        ("{}", .unexpectedShape),
        ("[]", .unexpectedShape),
        ("null", .unexpectedShape),
        ("1", .unexpectedShape),
        (#""ok""#, .unexpectedShape),
        (#"{"status":"success"}"#, .unexpectedShape),
        ("", .notJSON),
        (" \n", .notJSON),
        ("OK", .notJSON),
        ("<html><body>502</body></html>", .notJSON),
        (#"<br />Warning: x{"order":1}"#, .notJSON),
        (#"{"order":1}<!-- 0.1 s -->"#, .notJSON),
        (#"{"order":1}{"order":2}"#, .notJSON),
        (#"{order:1}"#, .notJSON),
        (#"{"order":1,}"#, .notJSON),
        (#"{"order":+1}"#, .notJSON),
        (#"{"order":NaN}"#, .notJSON),
        (#"{"order":1"#, .truncated),
        (#"{"order":"235"#, .truncated),
        (#"{"order":1,"#, .truncated),
        (#"{"order":tr"#, .truncated),
        (#"{"error":"Bad link\"#, .truncated),
        (String(repeating: "[", count: 100_000), .tooLarge),
    ]

    @Test(arguments: unclear) func anUnclearAnswer(answer: String, kind: PanelClientError.Kind) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        let client = PanelClient.local(server)
        let error = await failure { () throws(PanelClientError) in try await client.add(PanelClientTests.anOrder) }
        #expect(error?.kind == kind)
        #expect(error?.wasWritten == true)
        #expect(error?.excerpt == String(answer.prefix(PanelClientError.longestExcerpt)))
    }
}
