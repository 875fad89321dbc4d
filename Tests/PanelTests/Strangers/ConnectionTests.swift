import NIOHTTP1
import Testing

/// What stands on a connection behind an answer, and when nothing does.
struct ConnectionTests {
    private func withBalance(
        _ options: [String] = [],
        _ body: (TestPanel, String) async throws -> Void
    ) async throws {
        try await TestPanel.with(options) { panel in
            let key = try await panel.customer("alice", balance: "100")
            let form = "key=\(key)&action=balance"
            try await body(panel, form)
            try await panel.expectHealthy()
        }
    }

    // MARK: HEAD

    @Test func anAnswerToHEADHasNoBodyAndTheNextOneIsReadRight() async throws {
        try await withBalance { panel, form in
            let port = panel.port
            let post = RawConnection.head(length: form.utf8.count) + form
            for path in ["/api/v2", "/api/v2?\(form)", "/api/v2?action=add"] {
                let head = "HEAD \(path) HTTP/1.1\r\nHost: panel\r\n\r\n"
                let (heads, answers) = try await RawConnection.blocking {
                    let connection = try RawConnection(port: port)
                    var heads: [String] = []
                    var answers: [HTTPAnswer] = []
                    // One behind the other, and all at once.
                    connection.send(head)
                    heads.append(try connection.receiveHead())
                    connection.send(post + head + head + post)
                    answers.append(try connection.receiveAnswer())
                    for _ in 1...2 { heads.append(try connection.receiveHead()) }
                    answers.append(try connection.receiveAnswer())
                    return (heads, answers)
                }
                let put = try await RawConnection.exchange(port: port, head.replacing("HEAD", with: "PUT"))
                #expect(!put.body.isEmpty)
                for head in heads {
                    #expect(head.hasPrefix("HTTP/1.1 \(put.status) "), "\(path): \(head)")
                    #expect(head.lowercased().contains("\r\ncontent-length: \(put.body.count)\r\n"), "\(head)")
                }
                #expect(answers.map(\.text) == [SeedExamples.balance100, SeedExamples.balance100])
            }
        }
    }

    @Test func aRefusedHEADHasNoBodyEither() async throws {
        try await withBalance { panel, form in
            let port = panel.port
            let request = "HEAD /api/v2 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
            let head = try await RawConnection.blocking {
                let connection = try RawConnection(port: port)
                connection.send(request)
                let head = try connection.receiveHead()
                connection.endSending()
                try connection.expectEnd()
                return head
            }
            #expect(head.hasPrefix("HTTP/1.1 400 "))
        }
    }

    // MARK: The end of a connection

    private static let lastRequests = [
        ("1.1", "Connection: close\r\n"), ("1.1", "Connection: Close\r\n"), ("1.1", "connection: CLOSE\r\n"),
        ("1.1", "Connection: keep-alive, Close\r\n"), ("1.1", "Connection: TE\r\nConnection: \tclose \r\n"),
        ("1.0", ""), ("1.0", "Connection: keep-alive\r\n"),
        ("1.0", "Connection: Keep-Alive\r\nExpect: 100-continue\r\n"),
    ]

    @Test func theConnectionEndsBehindTheLastAnswer() async throws {
        try await withBalance { panel, form in
            let port = panel.port
            for (version, fields) in ConnectionTests.lastRequests {
                let head = RawConnection.head(length: form.utf8.count, more: fields)
                let request = head.replacing("HTTP/1.1", with: "HTTP/\(version)") + form
                let answer = try await RawConnection.blocking {
                    let connection = try RawConnection(port: port)
                    connection.send(request)
                    let answer = try connection.receiveAnswer()
                    try connection.expectEnd()
                    return answer
                }
                #expect(answer.text == SeedExamples.balance100, "\(version) \(fields)")
                #expect(answer.headers["connection"] == "close", "\(version) \(fields)")
            }
        }
    }

    // MARK: Targets

    @Test func rawUTF8InATargetIsAnsweredWithJSON() async throws {
        try await withBalance { panel, form in
            for target in ["/api/v2?\(form)&link=đơn", "/đơn", "/api/v2?\(form)&link=\u{1F600}"] {
                let request = "GET \(target) HTTP/1.1\r\nHost: panel\r\n\r\n"
                let answer = try await RawConnection.exchange(port: panel.port, request)
                #expect(answer.status == 400)
                #expect(answer.headers["content-type"] == "application/json")
                #expect(try answer.json()["error"]?.text?.contains("percent-encode") == true, "\(answer.text)")
            }
        }
    }

    // MARK: Pages in browsers

    private func ask(
        _ panel: TestPanel,
        _ method: HTTPMethod,
        _ form: String,
        from origin: String?
    ) async throws -> HTTPAnswer {
        var headers = ["Access-Control-Request-Method": "POST"]
        if let origin { headers["Origin"] = origin }
        return try await panel.client("").request(method, query: method == .OPTIONS ? "" : form, headers: headers)
    }

    @Test func pagesAreRefusedUnlessTheirOriginIsAllowed() async throws {
        try await withBalance { panel, form in
            let answer = try await ask(panel, .OPTIONS, form, from: "https://shop.example")
            #expect(answer.status == 405)
            let balance = try await ask(panel, .GET, form, from: "https://shop.example")
            #expect(balance.text == SeedExamples.balance100)
            for answer in [answer, balance] {
                #expect(!answer.headers.keys.contains { $0.hasPrefix("access-control") || $0 == "vary" })
            }
        }
    }

    @Test func pagesOfAllowedOriginsMayReadAnswers() async throws {
        let options = ["--cors-origin", "HTTPS://Shop.example:443", "--cors-origin", "http://localhost:3000"]
        try await withBalance(options) { panel, form in
            for origin in ["https://shop.example", "http://localhost:3000"] {
                let asked = try await ask(panel, .OPTIONS, form, from: origin)
                #expect(asked.status == 204 && asked.body.isEmpty)
                #expect(asked.headers["access-control-allow-methods"] == "POST, GET")
                #expect(asked.headers["access-control-allow-headers"] == "Content-Type, Idempotency-Key")
                let balance = try await ask(panel, .GET, form, from: origin)
                #expect(balance.text == SeedExamples.balance100)
                let refused = try await ask(panel, .PUT, form, from: origin)
                #expect(refused.status == 405)
                for answer in [asked, balance, refused] {
                    #expect(answer.headers["access-control-allow-origin"] == origin)
                    #expect(answer.headers["vary"] == "Origin")
                }
            }
            for origin in ["https://other.example", "http://shop.example", "https://shop.example:8443", "null", nil] {
                #expect(try await ask(panel, .OPTIONS, form, from: origin).status == 405)
                let answer = try await ask(panel, .GET, form, from: origin)
                #expect(answer.headers["access-control-allow-origin"] == nil)
            }
        }
        try await withBalance(["--cors-origin", "*", "--post-only"]) { panel, form in
            let asked = try await ask(panel, .OPTIONS, form, from: "https://any.example")
            #expect(asked.status == 204 && asked.headers["access-control-allow-origin"] == "*")
            #expect(asked.headers["access-control-allow-methods"] == "POST")
        }
    }
}
