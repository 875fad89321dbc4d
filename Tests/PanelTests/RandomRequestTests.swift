import Foundation
import NIOCore
import NIOHTTP1
import PanelTesting
import Testing

/// Requests that no one thought of.
@Suite(.serialized)
struct RandomRequestTests {
    private static let count = 1500
    private static let clients = 6

    @Test func whateverIsSentTheAnswerIsJSONAndTheBooksHold() async throws {
        let environment = ProcessInfo.processInfo.environment["PANEL_TEST_SEED"]
        let seed = environment.flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)
        print("Random requests: PANEL_TEST_SEED=\(seed)")
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100000")
            let other = try await panel.customer("bob", profile: .perfectpanel, balance: "5")
            try await panel.importServices(ErrorRow.catalogue.joined(separator: ","))
            let client = panel.client(key)
            for id in 1...4 {
                _ = try await client.order(["service": "1", "link": "a", "quantity": "500"])
                if id > 2 { try await panel.update(Int64(id), "--status", "completed") }
            }
            try await withThrowingTaskGroup { group in
                for number in 0..<RandomRequestTests.clients {
                    group.addTask {
                        var requests = RandomRequests(seed: seed &+ UInt64(number), keys: [key, other])
                        for _ in 0..<(RandomRequestTests.count / RandomRequestTests.clients) {
                            try await check(requests.next(), client, seed)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await panel.expectHealthy()
            #expect(try await client.call("balance").json()["currency"]?.text == "USD")
            #expect(try await panel.orders().count > 10, "no random order was a good one")
            #expect(panel.serverLog == "")
        }
    }

    private func check(_ request: RandomRequests.Request, _ client: APIClient, _ seed: UInt64) async throws {
        let answer =
            switch request {
            case .query(let text): try await client.request(.GET, query: text)
            case .body(let bytes, let type, let query):
                try await client.request(.POST, query: query, type: type, body: .init(bytes: bytes))
            }
        let comment = "seed \(seed), \(request): \(answer.status) \(answer.text)"
        #expect(answer.status == 200, "\(comment)")
        #expect(answer.headers["content-type"] == "application/json", "\(comment)")
        #expect(String(validating: answer.body, as: UTF8.self) != nil, "\(comment)")
        #expect(throws: Never.self, "\(comment)") { try answer.json() }
    }
}

/// Parameters, good and bad, in all encodings, well-formed and not.
struct RandomRequests {
    enum Request: Sendable {
        case query(String)
        case body([UInt8], type: String?, query: String)
    }

    private var random: Seeded
    private let keys: [String]

    init(seed: UInt64, keys: [String]) {
        random = Seeded(seed)
        self.keys = keys
    }

    private static let actions = [
        "services", "add", "add", "add", "add", "status", "cancel", "refill", "refill_status", "balance", "orders", "",
        "Add",
    ]
    private static let names = [
        "order", "orders", "refill", "refills", "service", "link", "quantity", "runs", "interval", "days",
        "request_id", "comments", "usernames", "username", "hashtags", "hashtag", "keywords", "media",
        "answer_number", "groups", "country", "device", "type_of_traffic", "google_keyword", "referring_url", "posts",
        "min", "max", "delay", "expiry", "reaction", "post", "view_time", "limit", "orders[]", "refills[0]", "x", "",
        "ключ", "]",
    ]
    private static let values = [
        "", " ", "0", "1", "2", "3", "7", "10", "60", "200", "500", "1000", "-1", "1e3", "1.5", "５", "999999999999",
        "9223372036854775807", "9223372036854775808", "1,2,3", "1,,2, 2,x", "a", "a\nb\r\n\r\nc", "é", "😀", "\u{0}",
        "\"", "\\", "<b>", "';--", "https://example.com/1", "31/12/2099", "1/1/1999", "true", "null", "\u{202E}", "%",
        "&=+", "casino", "LIKE", "\u{301}", String(repeating: "x", count: 3000), String(repeating: "1,", count: 120),
    ]

    mutating func next() -> Request {
        let parameters = parameters()
        let form = APIClient.form(parameters)
        switch random.below(10) {
        case 0, 1:
            return form.utf8.count < 8000 ? .query(form) : .body(Array(form.utf8), type: nil, query: "")
        case 2, 3:
            let body = APIClient.json(parameters)
            return .body(spoiled(Array(body.utf8)), type: "application/json; charset=utf-8", query: "")
        case 4, 5:
            let body = APIClient.multipart(parameters, boundary: "bb")
            return .body(spoiled(Array(body.utf8)), type: "multipart/form-data; boundary=\"bb\"", query: "")
        case 6:
            let other = APIClient.form(Array(self.parameters().prefix(3)))
            let query = other.utf8.count < 8000 ? other : ""
            return .body(Array(form.utf8), type: "application/x-www-form-urlencoded", query: query)
        default:
            return .body(spoiled(Array(form.utf8)), type: random.below(3) == 0 ? nil : "text/plain", query: "")
        }
    }

    private mutating func parameters() -> [(String, String)] {
        var parameters: [(String, String)] = []
        if random.below(30) > 0 { parameters.append(("key", random.element(keys))) }
        let action = random.element(RandomRequests.actions)
        parameters.append(("action", action))
        // So that some of the orders are good ones.
        if action == "add", random.below(4) > 0 {
            parameters.append(("service", "\(1 + random.below(23))"))
            parameters.append(("link", "https://example.com/\(random.below(50))"))
            if random.below(2) > 0 { parameters.append(("quantity", "\(200 + random.below(2000))")) }
        }
        for _ in 0..<random.below(7) {
            let name = random.element(RandomRequests.names)
            // Mostly once each: a parameter twice is refused before anything else is looked at.
            if random.below(20) > 0, parameters.contains(where: { $0.0 == name }) { continue }
            parameters.append((name, random.element(RandomRequests.values)))
        }
        return parameters
    }

    /// Some bytes of a few bodies are changed, left out or put in.
    private mutating func spoiled(_ bytes: [UInt8]) -> [UInt8] {
        guard random.below(4) == 0, !bytes.isEmpty else { return bytes }
        var bytes = bytes
        for _ in 0...random.below(4) where !bytes.isEmpty {
            let position = random.below(bytes.count)
            switch random.below(4) {
            case 0: bytes[position] = UInt8(random.below(256))
            case 1: bytes.remove(at: position)
            case 2: bytes.insert(UInt8(random.below(256)), at: position)
            default: bytes.removeSubrange(position...)
            }
        }
        return bytes
    }
}

extension Seeded {
    fileprivate mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    fileprivate mutating func element<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
