import PanelClient
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ConnectionTests {
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
        let balance = ScriptedServer.Step.answer(#"{"balance":"1","currency":"USD"}"#)
        let server = try await ScriptedServer([.read, balance, .read, balance, .read, balance])
        let client = PanelClient.local(server)
        for _ in 1...3 { _ = try await client.balance() }
        #expect(server.connections == 1)
        #expect(server.requests.count == 3)
        await client.shutdown()
    }
}
