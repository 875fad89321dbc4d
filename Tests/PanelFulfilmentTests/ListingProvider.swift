import Hummingbird
import NIOCore
import PanelCore

/// A provider that lists its orders, the newest first, and answers for their ids.
struct ListingProvider: Sendable {
    /// The ids of its orders.
    let orders: Set<Int64>
    /// How many it lists at most.
    var mostListed = 100

    /// Runs `body` with its address.
    func run<T: Sendable>(_ body: @escaping @Sendable (String) async throws -> T) async throws -> T {
        let router = Router()
        router.post("/api/v2") { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 65_536))
            var form: [String: String] = [:]
            for pair in text.split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                form[parts[0]] = parts.count > 1 ? parts[1].replacing("%2C", with: ",") : ""
            }
            return answer(form)
        }
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var found = ports.makeAsyncIterator()
            let port = await found.next() ?? 0
            defer { group.cancelAll() }
            return try await body("http://127.0.0.1:\(port)/api/v2")
        }
    }

    private func answer(_ form: [String: String]) -> String {
        switch form["action"] {
        case "orders":
            let rows = orders.sorted(by: >).prefix(mostListed).map { id in
                """
                {"order":\(id),"service":7,"link":"https://example.com/\(id)","quantity":"10","created":"then",\(state)}
                """
            }
            return "[\(rows.joined(separator: ","))]"
        case "status":
            let ids = form["orders", default: ""].split(separator: ",").map(String.init)
            let replies = ids.map { id in
                let reply = Int64(id).map(orders.contains) == true ? "{\(state)}" : #"{"error":"Incorrect order ID"}"#
                return "\"\(id)\":\(reply)"
            }
            return "{\(replies.joined(separator: ","))}"
        default:
            return #"{"error":"Incorrect request"}"#
        }
    }

    private var state: String {
        #""status":"Pending","charge":"0.5","start_count":"1","remains":"10","currency":"USD""#
    }
}
