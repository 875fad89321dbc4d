import PanelClient
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ConnectionTests {
    private let balance = ScriptedServer.Step.answer(#"{"balance":"1","currency":"USD"}"#)

    @Test func aRequestIsAFormThatClosesItsConnection() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":23501}"#)])
        let added = try await PanelClient.local(server).add(anOrder)
        #expect(added.id == "23501")
        #expect(
            server.requests == [
                """
                POST /api/v2 HTTP/1.1\r
                Host: 127.0.0.1:\(server.port)\r
                User-Agent: panel\r
                Accept: application/json\r
                Accept-Encoding: identity\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: 114\r
                Connection: close\r
                \r
                key=s3cret%2Fkey%2Bof+the%26panel&action=add&service=1&link=https%3A%2F%2Fexample.com%2Fa%3Fb%3D%C3%A7&quantity=10
                """
            ]
        )
    }

    @Test func readingActionsShareAConnection() async throws {
        let server = try await ScriptedServer([.read, balance, .read, balance, .read, balance])
        let client = PanelClient.local(server)
        for _ in 1...3 { _ = try await client.balance() }
        #expect(server.connections == 1)
        #expect(server.requests.count == 3)
        await client.shutdown()
    }

    @Test func aClosedConnectionIsReplaced() async throws {
        let server = try await ScriptedServer([.read, balance, .close], [.read, balance])
        let client = PanelClient.local(server)
        for _ in 1...2 { _ = try await client.balance() }
        #expect(server.connections == 2)
        #expect(server.requests.count == 2)
    }

    /// The second request gets no answer on the kept connection, and one on a new one.
    @Test(arguments: [ScriptedServer.Step.close, .reset])
    func aDeadConnectionIsReplacedOnce(end: ScriptedServer.Step) async throws {
        let server = try await ScriptedServer([.read, balance, .read, end], [.read, balance])
        let client = PanelClient.local(server)
        for _ in 1...2 { _ = try await client.balance() }
        #expect(server.connections == 2)
        #expect(server.requests.count == 3)
    }

    @Test func twoDeadConnectionsAreAnError() async throws {
        let server = try await ScriptedServer([.read, balance, .read, .close], [.read, .close])
        let client = PanelClient.local(server)
        _ = try await client.balance()
        let error = await failure { () throws(PanelClientError) in try await client.balance() }
        #expect(error?.kind == .connectionLost)
        #expect(server.connections == 2)
    }

    /// The first attempt was written, so that a second one that was not proves nothing.
    @Test func anAttemptThatWasWrittenCounts() async throws {
        var server: ScriptedServer? = try await ScriptedServer([.read, balance, .read, .stopListening, .close])
        let client = PanelClient.local(server!)
        _ = try await client.balance()
        let error = await failure { () throws(PanelClientError) in try await client.cancel(["1"]) }
        server = nil
        #expect(error?.kind == .connectionLost)
        #expect(error?.wasWritten == true)
    }

    @Test func aBegunAnswerIsNotAskedForAgain() async throws {
        let server = try await ScriptedServer([.read, balance, .read, .write("H"), .close], [.read, balance])
        let client = PanelClient.local(server)
        _ = try await client.balance()
        let error = await failure { () throws(PanelClientError) in try await client.balance() }
        #expect(error?.kind == .connectionLost)
        #expect(server.connections == 1)
    }

    @Test func aConnectionThatThePanelClosesIsNotKept() async throws {
        let closing = ScriptedServer.Step.answer(#"{"balance":"1"}"#, fields: "Connection: close\r\n")
        let server = try await ScriptedServer([.read, closing])
        let client = PanelClient.local(server)
        for _ in 1...3 { _ = try await client.balance() }
        #expect(server.connections == 3)
    }

    @Test func ordersAndRefillsHaveConnectionsOfTheirOwn() async throws {
        let order = ScriptedServer.Step.answer(#"{"order":1}"#)
        let refill = ScriptedServer.Step.answer(#"{"refill":1}"#)
        let server = try await ScriptedServer(
            [.read, balance, .read, balance],
            [.read, order],
            [.read, order],
            [.read, refill]
        )
        let client = PanelClient.local(server)
        _ = try await client.balance()
        for _ in 1...2 { _ = try await client.add(anOrder) }
        _ = try await client.refill("1")
        _ = try await client.balance()
        #expect(server.connections == 4)
        let kept = server.requests.filter { !$0.contains("\r\nConnection: close\r\n") }
        #expect(kept.count == 2)
    }

    @Test func aRefillIsSentOnce() async throws {
        let server = try await ScriptedServer([.read, balance], [.read, .close])
        let client = PanelClient.local(server)
        _ = try await client.balance()
        let error = await failure { () throws(PanelClientError) in try await client.refill("1") }
        #expect(error?.kind == .connectionLost)
        #expect(server.connections == 2)
        #expect(server.requests.count == 2)
    }

    @Test func bytesThatNobodyAskedForEndAConnection() async throws {
        let answers = ["1", "9"].map { "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"balance\":\"\($0)\"}" }
        let server = try await ScriptedServer([.read, .write(answers.joined())])
        let client = PanelClient.local(server)
        for _ in 1...3 { #expect(try await client.balance().amount.micros == 1_000_000) }
        #expect(server.connections == 3)
    }

    @Test func shutdownClosesWhatIsKept() async throws {
        let server = try await ScriptedServer([.read, balance, .read, balance])
        let client = PanelClient.local(server)
        _ = try await client.balance()
        await client.shutdown()
        for _ in 1...2 { _ = try await client.balance() }
        #expect(server.connections == 3)
    }

    @Test func callsAtTheSameTimeDoNotMix() async throws {
        let script = (1...40).flatMap { _ in [ScriptedServer.Step.read, .echoOrder] }
        let server = try await ScriptedServer(script)
        let client = PanelClient.local(server)
        try await withThrowingTaskGroup { group in
            for id in 1...200 {
                group.addTask {
                    let replies = try await client.statuses(of: [String(id)])
                    #expect(replies == [String(id): .order(PanelOrder(rawStatus: "Pending", startCount: Int64(id)))])
                }
            }
            try await group.waitForAll()
        }
        #expect(server.requests.count == 200)
    }
}
