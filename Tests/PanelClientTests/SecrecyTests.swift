import PanelClient
import PanelCore
import Testing

/// The key is in nothing that ends in a log.
@Suite(.timeLimit(.minutes(2)))
struct SecrecyTests {
    private static let form = "s3cret%2Fkey%2Bof+the%26panel"
    private static let json = "s3cret\\/key+of the&panel"
    private static let html = "s3cret/key+of the&amp;panel"

    /// Answers that repeat the key, as it is and as programs write it.
    static let echoes: [[ScriptedServer.Step]] = [
        [.answer("{\"error\":\"Invalid API key \(testKey)\"}")],
        [.answer("{\"error\":\"Invalid API key \(json)\"}")],
        [.answer("{\"status\":\"error\",\"message\":\"\(testKey)\(testKey)\"}")],
        [.answer("{\"order\":1,\"error\":\"\(testKey)\"}")],
        [.answer("<html>\(testKey) \(form) \(html)</html>")],
        [.answer("key=\(form)&action=add", status: "500 Error")],
        [.answer(String(repeating: testKey + " ", count: 500))],
        [.answer(String(repeating: "a", count: 2040) + testKey)],
        [.answer("", status: "302 Found", fields: "Location: /?key=\(form)\r\n")],
        [.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"key\":\"\(testKey)"), .close],
        [.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"key\":\"\(testKey.dropLast())"), .close],
        [.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"key\":\"\(testKey.prefix(12))"), .close],
        [.close],
    ]

    @Test(arguments: echoes) func errors(steps: [ScriptedServer.Step]) async throws {
        let server = try await ScriptedServer([.read] + steps)
        let client = PanelClient.local(server)
        let error = try #require(
            await failure { () throws(PanelClientError) in try await client.add(anOrder) }
        )
        var dumped = ""
        dump(error, to: &dumped)
        for text in [error.description, error.excerpt, "\(error)", String(reflecting: error), dumped] {
            #expect(!text.contains("s3cret"))
        }
        #expect(error.excerpt.utf8.count <= PanelClientError.longestExcerpt)
    }

    @Test func repliesOfOneID() async throws {
        let answer = "{\"1\":{\"error\":\"\(testKey)\"},\"2\":{\"status\":\"For \(testKey)\"}}"
        let server = try await ScriptedServer([.read, .answer(answer)])
        let replies = try await PanelClient.local(server).statuses(of: ["1", "2"])
        #expect(replies == ["1": .error("[key]"), "2": .order(PanelOrder(rawStatus: "For [key]"))])
    }

    /// A key that is a part of the provider's words: they are read as they were said, and kept without it.
    @Test(arguments: [
        ("api", "Invalid API key", "Invalid API key", UpstreamRefusal.nextProviderElseLater),
        ("key", "Invalid API key", "Invalid API [key]", .nextProviderElseLater),
        ("n", "Not enough funds on balance", "Not e[key]ough fu[key]ds o[key] bala[key]ce", .nextProviderElseLater),
        ("link", "Bad link", "Bad [key]", .final),
        ("error", "neworder.error.service_inactive", "neworder.[key].service_inactive", .nextProviderElseReject),
    ])
    func aShortKey(key: String, said: String, kept: String, meaning: UpstreamRefusal) async throws {
        let server = try await ScriptedServer([.read, .answer("{\"error\":\"\(said)\"}")])
        let client = PanelClient.local(server, key: key)
        let error = await failure { () throws(PanelClientError) in try await client.add(anOrder) }
        #expect(error?.kind == .refused(message: kept))
        #expect(error?.reading?.meaning == meaning)
    }

    @Test func aShortKeyThatIsPartOfAState() async throws {
        let states = #"{"1":{"status":"Completed"},"2":{"status":"Rejected"},"3":{"status":"Rejected here"}}"#
        let server = try await ScriptedServer([.read, .answer(states)])
        let replies = try await PanelClient.local(server, key: "e").refillStatuses(of: ["1", "2", "3"])
        #expect(
            replies == [
                "1": .status("Completed"), "2": .status("Rejected"), "3": .status("R[key]j[key]ct[key]d h[key]r[key]"),
            ]
        )
    }

    @Test func client() throws {
        let url = try #require(PanelURL("https://panel.example"))
        let configuration = PanelClient.Configuration(url: url, key: testKey)
        let client = PanelClient(configuration: configuration)
        var dumped = ""
        dump(configuration, to: &dumped)
        dump(client, to: &dumped)
        for text in [
            "\(configuration)", String(reflecting: configuration), "\(client)", String(reflecting: client), dumped,
        ] {
            #expect(text.contains("panel.example"))
            #expect(!text.contains("s3cret"))
        }
    }

    @Test func excerptEndsBetweenCharacters() async throws {
        let server = try await ScriptedServer([.read, .answer("a" + String(repeating: "ệ", count: 2000))])
        let client = PanelClient.local(server)
        let error = await failure { () throws(PanelClientError) in try await client.add(anOrder) }
        #expect(error?.excerpt == "a" + String(repeating: "ệ", count: 682))
    }
}
