import Testing

/// What is no HTTP, or can be read in two ways, is refused: whoever stands in front may have read the other one.
struct MalformedRequestTests {
    private static let chunked = "POST /api/v2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    private static let start = "POST /api/v2 HTTP/1.1\r\nHost: a\r\n"

    private static let requests = [
        start + "Host: b\r\nContent-Length: 5\r\n\r\nkey=a",
        start + "host: a\r\nContent-Length: 5\r\n\r\nkey=a",
        chunked + "zz\r\nkey=a\r\n0\r\n\r\n",
        chunked + "5\r\nkey=aXX\r\n0\r\n\r\n",
        chunked + "5\nkey=a\n0\n\n",
        chunked + "ffffffffffffffffffff\r\n",
        chunked + "5;x=\"\r\n\"\r\nkey=a\r\n0\r\n\r\n",
        chunked + "-5\r\nkey=a\r\n0\r\n\r\n",
        start + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nkey=a\r\n0\r\n\r\n",
        start + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nkey=a\r\n0\r\n\r\n",
        start + "Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nkey=a\r\n0\r\n\r\n",
        start + "Transfer-Encoding: identity\r\n\r\nkey=a",
        start + "Transfer-Encoding: chunked, identity\r\n\r\n5\r\nkey=a\r\n0\r\n\r\n",
        "POST /api/v2 HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nkey=a\r\n0\r\n\r\n",
        start + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nkey=ab",
        start + "Content-Length: 5, 5\r\n\r\nkey=a",
        start + "Content-Length: +5\r\n\r\nkey=a",
        start + "Content-Length : 5\r\n\r\nkey=a",
        start + "X: a\r\n b\r\nContent-Length: 5\r\n\r\nkey=a",
        start + "Transfer-Encoding:\r\n chunked\r\n\r\n5\r\nkey=a\r\n0\r\n\r\n",
        start + "X: a\u{0}b\r\nContent-Length: 5\r\n\r\nkey=a",
        "GET /api/v2 HTTP/9.9\r\nHost: a\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}",
    ]

    @Test func eachIsRefusedBehindTheAnswersBeforeIt() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            let body = "key=\(key)&action=balance"
            let good = RawConnection.head(length: body.utf8.count) + body
            let port = panel.port
            for request in MalformedRequestTests.requests {
                let (before, answer) = try await RawConnection.blocking {
                    let connection = try RawConnection(port: port)
                    connection.send(good + request)
                    let answers = (try connection.receiveAnswer(), try connection.receiveAnswer())
                    connection.endSending()
                    try connection.expectEnd()
                    return answers
                }
                let name = Comment(rawValue: request.debugDescription)
                #expect(before.text == SeedExamples.balance100, name)
                #expect(answer.status == 400, name)
                #expect(answer.headers["content-type"] == "application/json", name)
                #expect(answer.headers["connection"] == "close", name)
                #expect(try answer.json()["error"]?.text != nil, name)
            }
            try await panel.expectHealthy()
        }
    }
}
