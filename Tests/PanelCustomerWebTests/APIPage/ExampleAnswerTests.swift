import PanelCore
import PanelWire
import Testing

@testable import PanelCustomerWeb

/// The answers that the API's published document has.
struct ExampleAnswerTests {
    private static let answers = ExampleAnswers(currency: "USD", profile: .seed, messages: .vietnamese)

    @Test(arguments: [
        (answers.add, #"{"status":"success","msg":"Đơn hàng đã được tạo thành công","order":"23501"}"#),
        (
            answers.refusal(.invalidKey, of: .add),
            #"{"status":"error","msg":"Invalid API key","error":"Invalid API key"}"#
        ),
        (
            answers.refusal(.insufficientBalance, of: .add),
            """
            {"status":"error","msg":"Số dư không đủ, vui lòng nạp thêm",\
            "error":"neworder.error.insufficient_balance"}
            """
        ),
        (
            answers.status,
            #"{"charge":"0.27819","start_count":"3572","status":"Completed","remains":"157","currency":"USD"}"#
        ),
        (
            answers.statuses,
            """
            {"123":{"charge":"0.27819","start_count":"3572","status":"Partial","remains":"157","currency":"USD"},\
            "456":{"error":"Incorrect order ID"},\
            "789":{"charge":"1.44219","start_count":"234","status":"In progress","remains":"10","currency":"USD"}}
            """
        ),
        (answers.refusal(.unknownOrder, of: .status), #"{"error":"Incorrect order ID"}"#),
        (answers.cancels, #"[{"order":9,"cancel":{"error":"Incorrect order ID"}},{"order":2,"cancel":1}]"#),
        (answers.balance, #"{"balance":"100.84292","currency":"USD"}"#),
        (answers.refill, #"{"refill":"23501"}"#),
        (
            answers.refills,
            #"[{"order":1,"refill":1},{"order":2,"refill":2},{"order":3,"refill":{"error":"Incorrect order ID"}}]"#
        ),
        (answers.refillStatus, #"[{"refill":"23501","status":"Completed"}]"#),
        (
            answers.refillStatuses,
            """
            [{"refill":1,"status":"Completed"},{"refill":2,"status":"Rejected"},\
            {"refill":3,"status":{"error":"Refill not found"}}]
            """
        ),
    ])
    func areThoseOfTheDocument(answer: [UInt8], text: String) {
        #expect(String(decoding: answer, as: UTF8.self) == text)
    }
}
