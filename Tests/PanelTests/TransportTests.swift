import Foundation
import NIOHTTP1
import Testing

/// How requests and answers go over HTTP.
@Suite(.serialized)
struct TransportTests {
    /// A panel with three services and a customer.
    private func withCustomer(
        _ options: [String] = [],
        _ body: (TestPanel, APIClient) async throws -> Void
    ) async throws {
        try await TestPanel.with(options) { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews, Row.tiktokViews, Row.make(3, "Custom Comments", "10"))
            try await body(panel, panel.client(key))
            try await panel.expectHealthy()
        }
    }

    private let order: APIClient.Parameters = ["service": "2", "link": "a", "quantity": "100"]

    // MARK: Requests

    @Test func allEncodingsGiveTheSameOrder() async throws {
        try await withCustomer { panel, client in
            let parameters: APIClient.Parameters = [
                "service": "3", "link": "https://example.com/đơn?a=b&c=d+e%20f#g",
                "comments": "Tuyệt vời!\r\n\"1 + 1 = 2\" \\ & 100%\n\n😀 東京", "post": "ß/ü", "unknown": "x",
            ]
            var first: [JSON?]?
            for encoding in Encoding.allCases {
                let answer = try await client.call("add", parameters, as: encoding)
                let id = try #require(try answer.json()["order"]?.id, "\(encoding): \(answer.text)")
                let order = try await panel.json("order", "show", "\(id)")
                #expect(order["link"]?.text == parameters[1].value)
                #expect(order["parameters"]?["comments"]?.text == parameters[2].value)
                #expect(order["quantity"] == .number(3))
                let parts = ["link", "quantity", "charge", "parameters", "status"].map { order[$0] }
                #expect(parts == first ?? parts, "\(encoding)")
                first = parts
            }
        }
    }

    @Test func aRequestIDIsTheSameInAllEncodings() async throws {
        try await withCustomer { panel, client in
            var answers: Set<String> = []
            for encoding in Encoding.allCases {
                let parameters: APIClient.Parameters = [
                    "service": "2", "link": "é", "quantity": "100", "request_id": "r-1",
                ]
                answers.insert(try await client.call("add", parameters, as: encoding).text)
            }
            #expect(answers.count == 1)
            #expect(try await panel.orders().count == 1)
            #expect(try await panel.balance("alice") == "99.6")
        }
    }

    @Test func theRequestIDMayComeAsAHeader() async throws {
        try await withCustomer { panel, client in
            let all = [("key", client.key), ("action", "add")] + order.map { ($0.key, $0.value) }
            let first = try await client.send(all, headers: ["Idempotency-Key": "h-1"])
            let again = try await client.send(all, headers: ["idempotency-key": "h-1"])
            let parameter = try await client.send(all + [("request_id", "h-1")])
            #expect(first.text == again.text)
            #expect(first.text == parameter.text)
            // Blank is as good as not sent.
            let blank = try await client.send(all + [("request_id", " ")], headers: ["Idempotency-Key": "h-1"])
            #expect(blank.text == first.text)
            let other = try await client.send(all + [("post", "1")], headers: ["Idempotency-Key": "h-1"])
            #expect(other.text.contains("neworder.error.request_id"))
            #expect(try await panel.orders().count == 1)
            // The first answer stays, even when the service is gone.
            try await panel.json("service", "disable", "2")
            #expect(try await client.send(all, headers: ["Idempotency-Key": "h-1"]).text == first.text)
        }
    }

    @Test func theRequestIDsOfTwoCustomersAreTheirOwn() async throws {
        try await withCustomer { panel, client in
            let other = panel.client(try await panel.customer("bob", balance: "100"))
            let parameters: APIClient.Parameters = [
                "service": "2", "link": "a", "quantity": "100", "request_id": "same",
            ]
            #expect(try await client.order(parameters) != (try await other.order(parameters)))
        }
    }

    @Test func theBodyWinsOverTheQuery() async throws {
        try await withCustomer { panel, client in
            let body = "key=\(client.key)&action=add&service=2&link=body&quantity=100"
            let answer = try await client.post(
                body,
                type: "application/x-www-form-urlencoded",
                query: "link=query&action=balance&post=7"
            )
            let id = try #require(try answer.json()["order"]?.id, "\(answer.text)")
            let order = try await panel.json("order", "show", "\(id)")
            #expect(order["link"]?.text == "body")
            #expect(order["parameters"]?["post"]?.text == "7")
        }
    }

    @Test func aParameterTwiceIsRefused() async throws {
        try await withCustomer { panel, client in
            let start = "key=\(client.key)&action=add&service=2&link=a&quantity=100"
            let refused = #"{"error":"Incorrect request"}"#
            for more in ["&quantity=100", "&quantity=10", "&%71uantity=10", "&x=1&x=2"] {
                let answer = try await client.post(start + more, type: "application/x-www-form-urlencoded")
                #expect(answer.text == refused, "\(more)")
                #expect(try await client.request(.GET, query: start + more).text == refused, "\(more)")
            }
            let twice = [("key", client.key), ("action", "balance"), ("action", "balance")]
            for encoding in Encoding.allCases {
                #expect(try await client.send(twice, as: encoding).text == refused, "\(encoding)")
            }
            #expect(try await panel.orders() == [])
        }
    }

    @Test func aTrailingSlashIsTheSameAndOtherPathsAreNot() async throws {
        try await withCustomer { _, client in
            let body = "key=\(client.key)&action=balance"
            let type = "application/x-www-form-urlencoded"
            #expect(try await client.post(body, type: type, path: "/api/v2/").text == SeedExamples.balance100)
            #expect(try await client.post(body, type: type, path: "/api/v2").text == SeedExamples.balance100)
            for path in ["/", "/api/v1", "/api/v2/x", "/api/v2//", "/users", "/doctor"] {
                let answer = try await client.post(body, type: type, path: path)
                #expect(answer.status == 404, "\(path)")
                #expect(try answer.json()["error"]?.text != nil, "\(path)")
            }
        }
    }

    @Test func expect100ContinueIsAnsweredBeforeTheBody() async throws {
        try await withCustomer { panel, client in
            let body = "key=\(client.key)&action=balance"
            let port = panel.port
            let answer = try await RawConnection.blocking {
                let connection = try RawConnection(port: port)
                connection.send(RawConnection.head(length: body.utf8.count, more: "Expect: 100-continue\r\n"))
                // Nothing of the body is sent before the server asks for it.
                guard try connection.receiveHead().hasPrefix("HTTP/1.1 100 ") else {
                    throw RawConnection.Failure(description: "no 100")
                }
                connection.send(body)
                return try connection.receiveAnswer()
            }
            #expect(answer.text == SeedExamples.balance100)
        }
    }

    @Test func aSlowBodyAndSeveralRequestsOnOneConnectionWork() async throws {
        try await withCustomer { panel, client in
            let body = "key=\(client.key)&action=balance"
            let port = panel.port
            let answers = try await RawConnection.blocking {
                let connection = try RawConnection(port: port)
                for byte in (RawConnection.head(length: body.utf8.count) + body).utf8 {
                    connection.send([byte])
                    usleep(500)
                }
                let slow = try connection.receiveAnswer()
                let request = RawConnection.head(length: body.utf8.count) + body
                connection.send(request + request)
                return [slow, try connection.receiveAnswer(), try connection.receiveAnswer()]
            }
            #expect(answers.map(\.text) == Array(repeating: SeedExamples.balance100, count: 3))
        }
    }

    @Test func chunkedBodiesAreRead() async throws {
        try await withCustomer { panel, client in
            let body = "key=\(client.key)&action=balance"
            let half = body.utf8.count / 2
            let parts = [body.prefix(half), body.dropFirst(half)].map {
                "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n"
            }
            let head = "POST /api/v2 HTTP/1.1\r\nHost: panel\r\nTransfer-Encoding: chunked\r\n\r\n"
            let answer = try await RawConnection.exchange(port: panel.port, head + parts.joined() + "0\r\n\r\n")
            #expect(answer.text == SeedExamples.balance100)
        }
    }

    @Test func halfARequestDoesNothing() async throws {
        try await withCustomer { panel, client in
            let body = "key=\(client.key)&action=add&service=2&link=a&quantity=100"
            let port = panel.port
            try await RawConnection.blocking {
                for _ in 0..<20 {
                    let connection = try RawConnection(port: port)
                    // A byte is missing, and the quantity reads as a good one.
                    connection.send(RawConnection.head(length: body.utf8.count + 1) + body)
                }
            }
            try await Task.sleep(for: .milliseconds(200))
            #expect(try await panel.orders() == [])
            #expect(try await client.call("balance").text == SeedExamples.balance100)
        }
    }

    // MARK: Limits and settings

    @Test func aBodyOverTheLimitIsRefused() async throws {
        try await withCustomer { panel, client in
            let start = "key=\(client.key)&action=add&service=2&quantity=100&link=a&x="
            let limit = 256 * 1024
            let most = start + String(repeating: "x", count: limit - start.utf8.count)
            let answer = try await client.post(most, type: "application/x-www-form-urlencoded")
            #expect(try answer.json()["order"]?.id == 1)
            for size in [limit + 1, 300 * 1024] {
                let body = start + String(repeating: "x", count: size - start.utf8.count)
                let answer = try await RawConnection.post(port: panel.port, Array(body.utf8))
                #expect(answer.status == 413)
                #expect(answer.headers["content-type"] == "application/json")
                #expect(try answer.json()["error"]?.text != nil)
            }
            #expect(try await panel.orders().count == 1)
        }
        try await withCustomer(["--body-limit", "1024"]) { panel, client in
            let body = Array(("key=\(client.key)&action=balance&x=" + String(repeating: "x", count: 1024)).utf8)
            let answer = try await RawConnection.post(port: panel.port, body)
            #expect(answer.status == 413)
        }
    }

    @Test func theRateLimitAnswers429() async throws {
        try await withCustomer(["--rate-limit", "5"]) { panel, client in
            let other = panel.client(try await panel.customer("bob", balance: "100"))
            let start = ContinuousClock.now
            var answers: [HTTPAnswer] = []
            var most = 0.0
            // All at once, and again where that took so long that all of them may pass.
            repeat {
                answers += try await withThrowingTaskGroup { group in
                    for _ in 0..<40 { group.addTask { try await client.call("balance") } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                most = 5 + 5 * ((ContinuousClock.now - start) / .seconds(1))
            } while answers.allSatisfy { $0.status != 429 } && Double(answers.count) <= most
            let refused = answers.filter { $0.status == 429 }
            let taken = answers.filter { $0.text == SeedExamples.balance100 }
            #expect(taken.count == answers.count - refused.count)
            #expect(taken.count >= 5 && !refused.isEmpty)
            #expect(Double(taken.count) <= most)
            for answer in refused {
                #expect(answer.headers["retry-after"].flatMap { Int($0) } ?? 0 >= 1)
                #expect(try answer.json()["error"]?.text != nil)
            }
            // The limit is each customer's own, and it ends.
            #expect(try await other.call("balance").text == SeedExamples.balance100)
            let later = try await eventually("the limit ends") {
                let answer = try await client.call("balance")
                return answer.status == 429 ? nil : answer
            }
            #expect(later.text == SeedExamples.balance100)
        }
    }

    @Test func getIsTakenUnlessItIsTurnedOff() async throws {
        try await withCustomer { _, client in
            #expect(try await client.call("balance", as: .query).text == SeedExamples.balance100)
            for method in ["PUT", "DELETE", "PATCH"] {
                let answer = try await client.request(.init(rawValue: method), query: "key=\(client.key)")
                #expect(answer.status == 405, "\(method)")
                #expect(try answer.json()["error"]?.text != nil)
            }
        }
        try await withCustomer(["--post-only"]) { panel, client in
            let answer = try await client.call("add", order, as: .query)
            #expect(answer.status == 405)
            #expect(try answer.json()["error"]?.text != nil)
            #expect(try await client.call("balance").text == SeedExamples.balance100)
            #expect(try await panel.orders() == [])
        }
    }

    // MARK: Answers

    @Test func answersAreUTF8JSONWithStatus200() async throws {
        try await withCustomer { _, client in
            let taken = try await client.call("add", order)
            #expect(taken.text.contains("Đơn hàng đã được tạo thành công"))
            #expect(!taken.text.contains("\\u"))
            let services = try await client.call("services")
            #expect(services.text.contains("Dịch vụ"))
            for answer in [taken, services, try await client.call("nonsense"), try await client.call("add")] {
                #expect(answer.status == 200)
                #expect(answer.headers["content-type"] == "application/json")
                #expect(answer.headers["content-length"] == "\(answer.body.count)")
                #expect(answer.headers["cache-control"] == "no-store")
            }
        }
    }

    @Test func longPriceListsComePieceByPiece() async throws {
        try await withCustomer { panel, client in
            let others = [panel.client(try await panel.customer("bob")), panel.client(try await panel.customer("eve"))]
            let name = String(repeating: "ệ", count: 100)
            let rows = (1...6000).map { Row.make($0).replacing("Service ", with: name) }
            try await panel.importServices(rows.joined(separator: ","))
            try await panel.json("user", "set-rate", "bob", "1", "0.123456")
            try await panel.json("user", "set-rate", "bob", "6000", "7")
            var lists: [[JSON]] = []
            for client in [client] + others {
                let answer = try await client.call("services")
                #expect(answer.body.count > 1024 * 1024)
                #expect(answer.headers["content-length"] == "\(answer.body.count)")
                lists.append(try answer.json().array)
            }
            #expect(lists[0].count == 6000)
            #expect(lists[0] == lists[2])
            #expect(lists[1].map { $0["service"] } == lists[0].map { $0["service"] })
            let changed = zip(lists[0], lists[1]).filter { $0 != $1 }.map { $1["rate"]?.text }
            #expect(changed == ["0.123456", "7"])
        }
    }

    @Test func messagesAreInTheLanguageOfTheKeysOwner() async throws {
        try await withCustomer { panel, client in
            let english = panel.client(try await panel.customer("bob", balance: "0.4", language: "en"))
            let taken = try await english.call("add", order)
            #expect(taken.text.hasPrefix(#"{"status":"success","msg":"Order created successfully","order":"#))
            let refused = try await english.call("add", order).json()
            #expect(refused["error"]?.text == "neworder.error.insufficient_balance")
            #expect(refused["msg"]?.text?.unicodeScalars.allSatisfy(\.isASCII) == true)
        }
    }
}

extension SeedExamples {
    /// The balance of a customer who has 100 USD.
    static let balance100 = #"{"balance":"100","currency":"USD"}"#
}
