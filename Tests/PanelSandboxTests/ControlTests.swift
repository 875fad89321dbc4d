import Foundation
import PanelCore
import PanelSandbox
import Testing

/// What scripts see and steer over HTTP.
struct ControlTests {
    private func object(_ answer: TestSandbox.Exchange) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any], "\(answer.text)")
    }

    @Test func theBooksAreShown() async throws {
        try await TestSandbox.with { sandbox in
            _ = try await sandbox.order([
                "service": "7", "link": "đường \"dẫn\"", "comments": "a\r\nb", "request_id": "r-1",
            ])
            try await sandbox.call("cancel", ["order": "1"])
            let books = try object(try await sandbox.control("GET", "books"))
            #expect(books["exact"] as? Bool == true)
            let rows = try #require(books["orders"] as? [[String: Any]])
            let row = try #require(rows.first)
            #expect(row["order"] as? Int == 1)
            #expect(row["key"] as? String == "alice")
            #expect(row["service"] as? Int == 7)
            #expect(row["link"] as? String == "đường \"dẫn\"")
            #expect(row["quantity"] as? Int == 2)
            #expect(row["charge"] as? String == "0.036")
            #expect(row["refunded"] as? String == "0.036")
            #expect(row["status"] as? String == "Canceled")
            #expect(row["request_id"] as? String == "r-1")
            #expect((row["parameters"] as? [String: String])?["comments"] == "a\r\nb")
            let requests = try #require(books["requests"] as? [String: [String: Int]])
            #expect(requests["add"] == ["received": 1, "executed": 1, "faulted": 0])
            #expect(requests["refill_status"] == ["received": 0, "executed": 0, "faulted": 0])
            let counted = try object(try await sandbox.control("GET", "requests")) as? [String: [String: Int]]
            #expect(counted == requests)
            let balances = try #require(books["balances"] as? [[String: Any]])
            #expect(balances.map { $0["balance"] as? String } == ["1000", "1000"])
            #expect(balances.first?["orders"] as? Int == 1)
            let totals = try object(try await sandbox.control("GET", "books?orders=no"))
            #expect((totals["orders"] as? [Any])?.isEmpty == true)
            #expect((totals["balances"] as? [[String: Any]])?.first?["charged"] as? String == "0.036")
        }
    }

    @Test func faultsAreSwitched() async throws {
        try await TestSandbox.with { sandbox in
            let put = try await sandbox.control("PUT", "faults", #"[{"action":"add","fault":"http_500","times":1}]"#)
            #expect(put.status == 200)
            #expect(try await sandbox.call("add", TestSandbox.views).status == 500)
            #expect(try await sandbox.call("add", TestSandbox.views).status == 200)
            let faults = try await sandbox.control("GET", "faults")
            #expect(
                faults.text
                    == #"[{"action":"add","fault":"http_500","executes":true,"times":1,"chance":100,"after":0,"hits":1}]"#
            )
            let wrong = try await sandbox.control("PUT", "faults", #"[{"fault":"gone"}]"#)
            #expect(wrong.status == 400)
            #expect(wrong.text == #"{"error":"there is no fault \"gone\""}"#)
            // A refused list changes nothing.
            #expect(try await sandbox.control("GET", "faults").text == faults.text)
            let endless = try await sandbox.control("PUT", "faults", #"[{"fault":"reset_at_accept"}]"#)
            #expect(endless.status == 400)
        }
    }

    @Test func noFaultHitsIt() async throws {
        for name in SandboxFault.Name.allCases where name != .resetAtAccept {
            try await TestSandbox.with {
                $0.faults = [SandboxFault(name)]
            } _: { sandbox in
                let books = try await sandbox.control("GET", "books")
                #expect(books.status == 200)
                #expect(sandbox.provider.faultHits == [0], "\(name)")
            }
        }
    }

    @Test func statesAreForced() async throws {
        try await TestSandbox.with { sandbox in
            let id = try await sandbox.order()
            sandbox.provider.advance(seconds: 8)
            #expect(try await sandbox.status(id)["status"] == "Completed")
            var answer = try await sandbox.control("POST", "orders/1", #"{"status":"Partial","remains":400}"#)
            #expect(answer.status == 200)
            #expect(try await sandbox.status(id)["charge"] == "0.3")
            #expect(try await sandbox.balance() == "999.7")
            // What was given back is taken again.
            answer = try await sandbox.control("POST", "orders/1", #"{"status":"in_progress","start_count":5}"#)
            #expect(answer.status == 200)
            sandbox.provider.advance(seconds: 100)
            let status = try await sandbox.status(id)
            #expect(status["status"] == "In progress")
            #expect(status["remains"] == "400")
            #expect(status["start_count"] == "5")
            #expect(try await sandbox.balance() == "999.5")
        }
    }

    @Test func whatIsNotThereIsRefused() async throws {
        try await TestSandbox.with { sandbox in
            _ = try await sandbox.order()
            let cases = [
                ("POST", "orders/2", "{}", 404), ("POST", "orders/x", "{}", 404), ("POST", "orders/1", "[]", 400),
                ("POST", "orders/1", #"{"status":"Lost"}"#, 400), ("GET", "gold", "", 404), ("PUT", "books", "", 404),
            ]
            for (method, path, body, status) in cases {
                let answer = try await sandbox.control(method, path, body)
                #expect(answer.status == status, "\(method) \(path)")
                #expect(try object(answer)["error"] is String)
            }
        }
    }
}
