import Testing

/// What nobody should send gets the contract's error and changes nothing.
@Suite(.serialized)
struct BadInputTests {
    private func withCustomer(_ body: (TestPanel, APIClient) async throws -> Void) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100.5")
            try await panel.importServices(
                Row.facebookViews,
                Row.make(3, "Default", "9000000000000").replacing(
                    #""100000""#,
                    with: #""9223372036854775807","dripfeed":true"#
                )
            )
            try await body(panel, panel.client(key))
            #expect(try await panel.balance("alice") == "100.5")
            #expect(try await panel.orders() == [])
            try await panel.expectHealthy()
        }
    }

    private static let noNumbers = [
        "-5", "+500", "1e3", "1E3", "５００", "٥٠٠", "", "   ", "500.0", "500,0", "1 000", "0x200", "5\u{0}00",
        "500\u{0}", "NaN", "Infinity", "five", "500\u{200B}", "-0", "0",
    ]
    private static let hugeNumbers = [
        "9223372036854775807", "9223372036854775808", "18446744073709551616", "99999999999999999999999999999999",
        String(repeating: "9", count: 5000),
    ]

    @Test func quantitiesThatAreNoneAreBelowTheMinimum() async throws {
        try await withCustomer { _, client in
            for value in BadInputTests.noNumbers {
                for encoding in [Encoding.form, .json, .multipart] {
                    let answer = try await client.call(
                        "add",
                        ["service": "1", "link": "a", "quantity": value],
                        as: encoding
                    )
                    let error = try answer.json()["error"]?.text
                    #expect(error == "neworder.error.min_quantity", "\(value.debugDescription) as \(encoding)")
                }
            }
        }
    }

    @Test func hugeNumbersAreAboveTheMaximumAndNeverOverflow() async throws {
        try await withCustomer { _, client in
            for value in BadInputTests.hugeNumbers {
                for service in ["1", "3"] {
                    let answer = try await client.call("add", ["service": service, "link": "a", "quantity": value])
                    #expect(try answer.json()["error"]?.text == "neworder.error.max_quantity", "\(value)")
                }
                let posts = try await client.call(
                    "add",
                    ["service": "3", "link": "a", "quantity": value, "runs": "1000", "interval": "1"]
                )
                #expect(try posts.json()["error"]?.text == "neworder.error.max_quantity", "\(value)")
            }
            let runs = try await client.call(
                "add",
                ["service": "3", "link": "a", "quantity": "9223372036854776", "runs": "1000", "interval": "1"]
            )
            #expect(try runs.json()["error"]?.text == "neworder.error.max_quantity")
        }
    }

    @Test func idsThatAreNoneAreUnknown() async throws {
        try await withCustomer { _, client in
            for value in BadInputTests.noNumbers + BadInputTests.hugeNumbers {
                let add = try await client.call("add", ["service": value, "link": "a", "quantity": "500"])
                #expect(try add.json()["error"]?.text == "error.incorrect_service_id", "\(value.debugDescription)")
                // With a comma it is a list.
                if !value.contains(",") { try await expectUnknown(value, by: client) }
                for (action, name) in [("status", "orders"), ("cancel", "orders"), ("refill", "orders")] {
                    let answer = try await client.send([("key", client.key), ("action", action), (name, value)])
                    #expect(answer.status == 200)
                    #expect(!answer.text.contains(#""cancel":1"#) && !answer.text.contains(#""refill":1"#))
                    _ = try answer.json()
                }
            }
            let list = try await client.call("status", ["orders": "0,-1,abc,9223372036854775808,a\"b"])
            let unknown = #"{"error":"Incorrect order ID"}"#
            #expect(
                list.text == #"{"0":\#(unknown),"-1":\#(unknown),"abc":\#(unknown),"9223372036854775808":\#(unknown),"#
                    + #""a\"b":\#(unknown)}"#
            )
        }
    }

    private func expectUnknown(_ id: String, by client: APIClient) async throws {
        let one = try await client.call("status", ["order": id])
        #expect(one.text == #"{"error":"Incorrect order ID"}"#, "\(id.debugDescription)")
        let refill = try await client.call("refill", ["order": id])
        #expect(try refill.json()["error"]?.text == "Incorrect order ID", "\(id.debugDescription)")
        let refillStatus = try await client.call("refill_status", ["refill": id])
        #expect(refillStatus.text == #"{"error":"Refill not found"}"#, "\(id.debugDescription)")
    }

    @Test func linksWithControlCharactersAreRefused() async throws {
        try await withCustomer { _, client in
            for link in ["a\u{0}b", "\u{0}", "a\nb", "a\r\nb", "a\u{7F}b", "a\u{1B}[31mb", " ", "\u{1}"] {
                for encoding in [Encoding.form, .json, .multipart, .query] {
                    let answer = try await client.call(
                        "add",
                        ["service": "1", "link": link, "quantity": "500"],
                        as: encoding
                    )
                    #expect(try answer.json()["error"]?.text == "neworder.error.link", "\(link.debugDescription)")
                }
            }
        }
    }

    @Test func bytesThatAreNoTextAreRefused() async throws {
        try await withCustomer { panel, client in
            let start = Array("key=\(client.key)&action=add&service=1&quantity=500&link=".utf8)
            let broken: [[UInt8]] = [
                [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0x61, 0xE1, 0xBB],
            ]
            for bytes in broken {
                let raw = try await RawConnection.post(port: panel.port, start + bytes)
                #expect(raw.text == #"{"error":"Incorrect request"}"#, "\(bytes)")
                let encoded = start + Array(bytes.map { "%" + String($0, radix: 16, uppercase: true) }.joined().utf8)
                let answer = try await RawConnection.post(port: panel.port, encoded)
                #expect(answer.text == #"{"error":"Incorrect request"}"#, "\(bytes)")
                let json = #"{"key":"\#(client.key)","action":"add","service":1,"quantity":500,"link":""#
                let body = Array(json.utf8) + bytes + Array(#""}"#.utf8)
                let typed = try await RawConnection.post(port: panel.port, type: "application/json", body)
                #expect(typed.text == #"{"error":"Incorrect request"}"#, "\(bytes)")
            }
        }
    }

    @Test func bodiesThatAreBrokenAreRefused() async throws {
        try await withCustomer { panel, client in
            let good = #"{"key":"\#(client.key)","action":"add","service":1,"link":"a","quantity":500"#
            let deep = String(repeating: "[", count: 100_000)
            let jsons = [
                good, good + ",", good + ",}", good + #","x":{}}"#, good + #","x":[[1]]}"#, good + "}}", good + "} x",
                good + #","link":"b"}"#, "[\(good)}]", "{", "\"", "null", "1", deep, #"{"orders":"# + deep,
                #"{"x":"# + deep + String(repeating: "]", count: 100_000) + "}", good + #","post":"\ud800"}"#,
                good + #","post":"\x"}"#, good + #","post":01}"#, good.replacing(",\"action\"", with: " \"action\""),
                String(repeating: "{\"a\":", count: 20_000),
            ]
            for body in jsons {
                let answer = try await client.post(body, type: "application/json")
                #expect(answer.text == #"{"error":"Incorrect request"}"#, "\(body.prefix(200))")
            }
            let whole = APIClient.multipart(
                [
                    ("key", client.key), ("action", "add"), ("service", "1"), ("link", "a"), ("quantity", "500"),
                ],
                boundary: "b"
            )
            let parts: [(body: String, boundary: String)] = [
                (String(whole.dropLast(6)), "; boundary=b"), (String(whole.dropLast(60)), "; boundary=b"),
                (whole, ""), (whole, "; boundary="), (whole, "; boundary=other"), ("--b\r\n\r\n", "; boundary=b"),
                ("--b", "; boundary=b"),
                ("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n", "; boundary=b"),
                (whole, "; boundary=" + String(repeating: "b", count: 500)),
            ]
            for (body, boundary) in parts {
                let answer = try await client.post(body, type: "multipart/form-data\(boundary)")
                #expect(answer.text == #"{"error":"Incorrect request"}"#, "\(boundary) \(body.suffix(60))")
            }
            #expect(try await panel.orders() == [])
        }
    }

    @Test func whatIsNotHTTPEndsNothing() async throws {
        try await withCustomer { panel, client in
            let port = panel.port
            let requests: [[UInt8]] = [
                Array("nonsense\r\n\r\n".utf8), [0, 1, 2, 255, 13, 10, 13, 10], [0x16, 0x03, 0x01, 0x02, 0x00],
                Array("POST /api/v2 HTTP/1.1\r\nContent-Length: -1\r\n\r\n".utf8),
                Array("POST /api/v2 HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n".utf8),
                Array("POST /api/v2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".utf8),
                Array("GET /api/v2?\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\n\r\n".utf8),
                Array(("GET / HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 5000) + "\r\n").utf8),
            ]
            for request in requests {
                // Whatever it answers, or whether it hangs up: it goes on serving.
                _ = try await RawConnection.blocking {
                    let connection = try RawConnection(port: port)
                    connection.send(request)
                    connection.endSending()
                    return (try? connection.receiveAnswer())?.status ?? 0
                }
                #expect(try await client.call("balance").json()["balance"]?.text == "100.5")
            }
        }
    }
}
