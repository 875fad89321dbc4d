import Glibc
import NIOCore
import PanelClient
import Testing

/// What `add` ends with when something goes wrong: the kind, and whether anything was written.
@Suite(.timeLimit(.minutes(2)))
struct FailureTests {
    typealias Step = ScriptedServer.Step

    private func failureOfAdd(_ client: PanelClient) async -> PanelClientError? {
        await failure { () throws(PanelClientError) in try await client.add(anOrder) }
    }

    // MARK: Nothing is written

    @Test func nobodyListens() async throws {
        // A socket that is bound and does not listen, so that nobody else gets its port meanwhile.
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        let isBound = try SocketAddress(ipAddress: "127.0.0.1", port: 0).withSockAddr { address, size in
            bind(socket, address, socklen_t(size)) == 0
        }
        try #require(isBound)
        var name = [UInt8](repeating: 0, count: 16)
        var length = socklen_t(name.count)
        name.withUnsafeMutableBytes { bytes in
            _ = getsockname(socket, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, &length)
        }
        // Behind the family.
        let port = UInt16(name[2]) << 8 | UInt16(name[3])
        let error = await failureOfAdd(.local(url: "http://127.0.0.1:\(port)"))
        #expect(error?.kind == .notSent(.connect))
        #expect(error?.wasWritten == false)
    }

    @Test func hostWithoutAddress() async {
        let error = await failureOfAdd(.local(url: "http://nonexistent.invalid"))
        #expect(error?.kind == .notSent(.dns))
        #expect(error?.wasWritten == false)
    }

    @Test func addressIsRefused() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":1}"#)])
        let url = try #require(PanelURL("http://localhost:\(server.port)"))
        let client = PanelClient(configuration: .init(url: url, key: testKey))
        let error = await failureOfAdd(client)
        #expect(error?.kind == .notSent(.addressRefused))
        #expect(error?.wasWritten == false)
        #expect(server.connections == 0)
    }

    @Test(arguments: [[("key", "x")], [("action", "balance")], [("", "x")], [("link", "a"), ("link", "b")]])
    func parametersThatCannotBeSent(parameters: [(String, String)]) async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":1}"#)])
        let client = PanelClient.local(server)
        let error = await failure { () throws(PanelClientError) in
            try await client.add(parameters.map { (name: $0.0, value: $0.1) })
        }
        #expect(error?.kind == .notSent(.invalidRequest))
        #expect(error?.wasWritten == false)
        #expect(server.connections == 0)
    }

    @Test(arguments: [(0...100).map(String.init), [""], ["1,2"], ["ä"], [String(repeating: "1", count: 65)]])
    func idsThatCannotBeSent(ids: [String]) async throws {
        let server = try await ScriptedServer([.read, .answer("{}")])
        let client = PanelClient.local(server)
        let error = await failure { () throws(PanelClientError) in try await client.statuses(of: ids) }
        #expect(error?.kind == .notSent(.invalidRequest))
        #expect(server.connections == 0)
    }

    @Test func noIDsAskNobody() async throws {
        let server = try await ScriptedServer([.read, .answer("{}")])
        #expect(try await PanelClient.local(server).statuses(of: []).isEmpty)
        #expect(server.connections == 0)
    }

    @Test func cancelledBefore() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":1}"#)])
        let client = PanelClient.local(server)
        let error = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await failureOfAdd(client)
        }.value
        #expect(error?.kind == .notSent(.cancelled))
        #expect(error?.wasWritten == false)
        #expect(server.requests.isEmpty)
    }

    @Test func timeIsOverBefore() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":1}"#)])
        let error = await failureOfAdd(.local(server, timeout: .zero))
        #expect(error?.wasWritten == false)
        #expect(server.requests.isEmpty)
    }

    // MARK: The request is written

    @Test func cancelledWhileWaiting() async throws {
        let server = try await ScriptedServer([.read])
        let client = PanelClient.local(server)
        let task = Task { await failureOfAdd(client) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let error = await task.value
        #expect(error?.kind == .cancelled)
        #expect(error?.wasWritten == true)
    }

    @Test func noAnswerInTime() async throws {
        let error = try await failureInTime([.read]) { !$1.requests.isEmpty }
        #expect(error?.kind == .timedOut)
        #expect(error?.wasWritten == true)
        #expect(error?.httpStatus == nil)
    }

    @Test func answerThatDripsBeyondTheDeadline() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
        let steps: [Step] = [.read, .write(head), .drip(" ", pause: .milliseconds(5))]
        let error = try await failureInTime(steps) { error, _ in error?.httpStatus != nil }
        #expect(error?.kind == .timedOut)
        #expect(error?.wasWritten == true)
        #expect(error?.httpStatus == 200)
    }

    /// Tries with longer and longer timeouts, as a busy machine may not come as far in a short one.
    private func failureInTime(
        _ steps: [Step],
        isFarEnough: (PanelClientError?, ScriptedServer) -> Bool
    ) async throws -> PanelClientError? {
        for timeout in [0.2, 1, 5] as [Double] {
            let server = try await ScriptedServer(steps)
            let error = await failureOfAdd(.local(server, timeout: .seconds(timeout)))
            if isFarEnough(error, server) { return error }
        }
        let server = try await ScriptedServer(steps)
        return await failureOfAdd(.local(server, timeout: .seconds(20)))
    }

    @Test func resetBeforeReading() async throws {
        let server = try await ScriptedServer([.reset])
        let error = await failureOfAdd(.local(server))
        // Whether the reset or the request comes first, nobody knows.
        #expect([.connectionLost, .notSent(.connect)].contains(error?.kind))
        #expect(error?.wasWritten == (error?.kind == .connectionLost))
        #expect(server.connections == 1)
    }

    static let answers: [(steps: [Step], kind: PanelClientError.Kind, status: Int?)] = [
        ([.reset], .connectionLost, nil),
        ([.close], .connectionLost, nil),
        ([.write("HTTP/1.1 200 O"), .close], .connectionLost, nil),
        ([.write("HTTP/1.1 200 OK\r\nContent-Le"), .close], .connectionLost, nil),
        ([.write("SSH-2.0-OpenSSH_9.9\r\n")], .connectionLost, nil),
        ([.write("{\"order\":1}"), .close], .connectionLost, nil),
        ([.write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"order\""), .close], .truncated, 200),
        ([.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{\"order\":1}"), .close], .truncated, 200),
        ([.write("HTTP/1.1 200 OK\r\n\r\n{\"order\":"), .close], .truncated, 200),
        ([.write("HTTP/1.1 200 OK\r\n\r\n{\"order\":123"), .close], .truncated, 200),
        ([.write("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n{")], .tooLarge, 200),
        ([.write("HTTP/1.1 200 OK\r\n\r\n"), .flood(10_000_000)], .tooLarge, 200),
        ([.write("HTTP/1.1 200 OK\r\nX: "), .flood(100_000)], .tooLarge, nil),
        ([.write("HTTP/1.1 200 " + String(repeating: "a", count: 40_000))], .tooLarge, nil),
        ([.write("HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 9000) + "\r\n")], .tooLarge, nil),
        ([.answer("", status: "204 No Content")], .notJSON, 204),
        ([.answer("x", fields: "Content-Encoding: br\r\n")], .compressed(encoding: "br"), 200),
        ([.answer("x", fields: "Content-Encoding: identity\r\n")], .notJSON, 200),
        ([.answer(#"{"error":"no"}"#, fields: "Content-Encoding: gzip\r\n")], .refused(message: "no"), 200),
        ([.answer("x", status: "502 Bad", fields: "Content-Encoding: gzip\r\n")], .http(status: 502), 502),
        (
            [.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"), .write([0x1F, 0x8B, 8, 0])],
            .compressed(encoding: "gzip"), 200
        ),
        ([.answer("<html>502</html>", status: "502 Bad Gateway")], .http(status: 502), 502),
        ([.answer(#"{"order":1}"#, status: "500 Internal Server Error")], .http(status: 500), 500),
        ([.answer(#"{"order":1,"error":"no"}"#, status: "400 Bad Request")], .http(status: 400), 400),
        ([.answer(#"{"x":1}"#, status: "404 Not Found")], .http(status: 404), 404),
        ([.answer(#"{"error":"busy"}"#, status: "503 Unavailable")], .refused(message: "busy"), 503),
        ([.answer(#"{"error":"slower"}"#, status: "429 Too Many")], .refused(message: "slower"), 429),
        ([.answer(#"{"error":"no"}"#, status: "200 OK")], .refused(message: "no"), 200),
        ([.answer(#"{"order":1}"#, status: "302 Found", fields: "Location: /new\r\n")], .http(status: 302), 302),
        ([.answer("", status: "307 Temporary Redirect", fields: "Location: /new\r\n")], .http(status: 307), 307),
    ]

    @Test(arguments: answers)
    func answer(steps: [Step], kind: PanelClientError.Kind, status: Int?) async throws {
        let server = try await ScriptedServer([.read] + steps)
        let error = await failureOfAdd(.local(server))
        #expect(error?.kind == kind)
        #expect(error?.httpStatus == status)
        #expect(error?.wasWritten == true)
        // Whatever happens, `add` is sent once.
        #expect(server.connections == 1)
        #expect(server.requests.count == 1)
    }

    private static let pauses: [(status: String, fields: String, seconds: Int64?)] = [
        ("429 Too Many", "Retry-After: 30\r\n", 30),
        ("503 Unavailable", "retry-after: 7\r\n", 7),
        ("429 Too Many", "Retry-After: 86400\r\n", 3600),
        ("429 Too Many", "Retry-After: 99999999999999999999999\r\n", 3600),
        ("429 Too Many", "Retry-After: 0\r\n", nil),
        ("429 Too Many", "Retry-After: -5\r\n", nil),
        ("429 Too Many", "Retry-After: soon\r\n", nil),
        ("429 Too Many", "Retry-After: \r\n", nil),
        ("429 Too Many", "", nil),
        ("200 OK", "Retry-After: 30\r\n", nil),
        ("500 Internal Server Error", "Retry-After: 30\r\n", nil),
        ("429 Too Many", "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n", 3600),
        ("429 Too Many", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", nil),
        // By the panel's own clock, in all forms of a date.
        ("503 X", dates("Wed, 21 Oct 2015 07:28:40 GMT", at: "Wed, 21 Oct 2015 07:28:00 GMT"), 40),
        ("503 X", dates("Thu, 31 Dec 2015 23:59:50 GMT", at: "Fri, 01 Jan 2016 00:00:20 GMT"), nil),
        ("503 X", dates("Fri, 01 Jan 2016 00:00:20 GMT", at: "Thu, 31 Dec 2015 23:59:50 GMT"), 30),
        ("503 X", dates("Tue, 01 Mar 2016 00:00:01 GMT", at: "Mon, 29 Feb 2016 23:59:59 GMT"), 2),
        ("503 X", dates("Sunday, 06-Nov-94 08:49:37 GMT", at: "Sun Nov  6 08:49:00 1994"), 37),
        ("503 X", dates("Wed, 41 Oct 2015 07:28:40 GMT", at: "Wed, 21 Oct 2015 07:28:00 GMT"), nil),
    ]

    private static func dates(_ moment: String, at now: String) -> String {
        "Retry-After: \(moment)\r\nDate: \(now)\r\n"
    }

    @Test(arguments: pauses)
    func pausesThatAPanelAsksFor(status: String, fields: String, seconds: Int64?) async throws {
        let answer = Step.answer(#"{"error":"slower"}"#, status: status, fields: fields)
        let server = try await ScriptedServer([.read, answer])
        let error = await failureOfAdd(.local(server))
        #expect(error?.retryAfter == seconds)
    }

    @Test func redirectNamesItsTarget() async throws {
        let answer = Step.answer(
            "",
            status: "301 Moved",
            fields: "Location: https://other.example/v2?key=s3cret%2Fkey%2Bof+the%26panel\r\n"
        )
        let server = try await ScriptedServer([.read, answer])
        let error = await failureOfAdd(.local(server))
        #expect(error?.description.contains("https://other.example/v2?key=[key]") == true)
    }

    @Test func htmlIsQuoted() async throws {
        let server = try await ScriptedServer([.read, .answer("<html>\n\n<h1>Attention\u{7} Required!</h1>")])
        let error = await failureOfAdd(.local(server))
        #expect(error?.description == "The answer is no JSON (it is HTML): <html> <h1>Attention Required!</h1>")
    }

    // MARK: Unusual, and right

    static let completeAnswers: [[Step]] = [
        [.write("HTTP/1.1 200 OK\r\n\r\n{\"order\":1}"), .close],
        [.write("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n{\"order\":1}\n"), .close],
        [.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n9;a=b\r\norder\":1}\r\n0\r\n\r\n")],
        [.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"order\":1}")],
        [.answer(#"{"order":1}"#, status: "201 Created")],
        [.write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"order\":1}"), .reset],
    ]

    @Test(arguments: completeAnswers) func completeAnswer(steps: [Step]) async throws {
        let server = try await ScriptedServer([.read] + steps)
        let added = try? await PanelClient.local(server).add(anOrder)
        // A reset may overtake what was sent before it.
        if case .reset? = steps.last { return }
        #expect(added == AddedOrder(id: "1"))
    }

    @Test func eachBeginningOfAnAnswerIsCutOff() async throws {
        let answer = #"{"order":"1","a":[true,null,-1.5e3,{"b":"\u00e9\""}]}"#
        for count in 1..<answer.utf8.count {
            let server = try await ScriptedServer([.read, .answer(String(answer.prefix(count)))])
            #expect(await failureOfAdd(.local(server))?.kind == .truncated)
        }
    }

    @Test func catalogueMayBeLargerThanOtherAnswers() async throws {
        let head = "HTTP/1.1 200 OK\r\n\r\n"
        let server = try await ScriptedServer([.read, .write(head), .flood(10_000_000), .write("[]"), .close])
        #expect(try await PanelClient.local(server, longestAnswer: 10).services().services.isEmpty)
    }
}
