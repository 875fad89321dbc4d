import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import PanelSandbox
import Testing

/// What was waited for did not come.
struct DidNotHappen: Error, CustomStringConvertible {
    let description: String
}

/// Asks again and again until there is an answer.
///
/// The time is for machines that are busy with other things: no test is about how long something takes.
@discardableResult
func eventually<Value>(
    _ what: String,
    within limit: Duration = .seconds(300),
    every pause: Duration = .milliseconds(100),
    _ body: () async throws -> Value?
) async throws -> Value {
    let end = AwakeTime.now + limit
    while true {
        if let value = try await body() { return value }
        guard AwakeTime.now < end else { throw DidNotHappen(description: what) }
        try await Task.sleep(for: pause)
    }
}

extension TestPanel {
    private static let http = HTTPClient(eventLoopGroupProvider: .singleton)

    /// Does an operation of staff over the server's socket, as the commands do, without the cost of a process.
    @discardableResult
    func staff(_ method: HTTPMethod, _ path: String, _ body: String? = nil) async throws -> JSON {
        let socket = data + "/panel.sock"
        let host = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socket
        var request = HTTPClientRequest(url: "http+unix://\(host)\(path)")
        request.method = method
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await TestPanel.http.execute(request, timeout: .seconds(300))
        let answer = String(buffer: try await response.body.collect(upTo: 64 * 1024 * 1024))
        guard response.status == .ok else { throw DidNotHappen(description: "\(method) \(path): \(answer)") }
        return try JSON(text: answer)
    }

    /// How a provider is spoken to.
    struct Terms {
        /// Whether the provider is known to take `request_id`.
        var takesKeys = false
        /// In seconds; long, so that what answers is heard on a machine that is busy with other tests.
        var timeout = 60
        var inFlight = 8
    }

    /// Makes a provider known.
    func addProvider(_ name: String, url: String, key: String, _ terms: Terms = Terms()) async throws {
        let idempotency = terms.takesKeys ? #","idempotency_parameter":"request_id""# : ""
        try await staff(
            .POST,
            "/providers",
            """
            {"name":"\(name)","url":"\(url)","key":"\(key)","timeout":\(terms.timeout),"poll_seconds":1,\
            "max_in_flight":\(terms.inFlight),"allow_private_address":true\(idempotency)}
            """
        )
    }

    /// Makes a provider of a sandbox known and sells what it sells, at cost.
    ///
    /// - Returns: The ids of the services here, in the order of the sandbox's.
    func sell(_ sandbox: SandboxProvider, as name: String, _ terms: Terms = Terms()) async throws -> [String] {
        try await addProvider(
            name,
            url: try #require(sandbox.url),
            key: try #require(sandbox.ledger.balances.first?.key),
            terms
        )
        return try await importCatalogue(of: name)
    }

    func importCatalogue(of name: String) async throws -> [String] {
        try await staff(.POST, "/providers/\(name)/import", #"{"dry_run":false}"#)
        return try await staff(.GET, "/services?limit=10000").array
            .filter { $0["routes"]?[0]?["provider"]?.text == name }
            .compactMap { $0["service"]?.id.map(String.init) }
    }

    /// An order with its submissions and its timeline.
    func order(_ id: Int64) async throws -> RelayedOrder {
        RelayedOrder(json: try await staff(.GET, "/orders/\(id)"))
    }

    /// Waits until an order is as wanted.
    @discardableResult
    func order(_ id: Int64, is what: String, _ isWanted: (RelayedOrder) -> Bool) async throws -> RelayedOrder {
        var last: RelayedOrder?
        do {
            return try await eventually("order \(id) is \(what)") {
                let order = try await order(id)
                last = order
                return isWanted(order) ? order : nil
            }
        } catch is DidNotHappen {
            throw DidNotHappen(description: "order \(id) is not \(what): \(last?.summary ?? "nothing is known of it")")
        }
    }
}

/// An order as staff see it.
struct RelayedOrder: Sendable {
    let json: JSON

    var id: Int64 { json["id"]?.id ?? 0 }
    var link: String { json["link"]?.text ?? "" }
    var status: String { json["status"]?.text ?? "" }
    var charge: String { json["charge"]?.text ?? "" }
    var refunded: String { json["refunded"]?.text ?? "" }
    /// `queued`, `accepted` and so on.
    var submission: String { json["submission"]?.text ?? "" }
    var provider: String? { json["provider"]?.text }
    var upstreamID: Int64? { json["upstream_id"]?.id }
    var runs: [JSON] { json["submissions"]?.array ?? [] }
    /// Why a person has to look at it.
    var attention: String? { runs.lazy.compactMap { $0["attention"]?.text }.first }
    /// What happened, in the order of time.
    var happened: [String] { json["timeline"]?.array.compactMap { $0["what"]?.text } ?? [] }

    func details(of what: String) -> [String] {
        json["timeline"]?.array.filter { $0["what"]?.text == what }.compactMap { $0["detail"]?.text } ?? []
    }

    var isFinished: Bool { ["completed", "partial", "canceled"].contains(status) }
    /// Whether a person has it, or the panel still looks for proof.
    var isInDoubt: Bool { submission == "held" || submission == "uncertain" }

    var summary: String {
        let events = json["timeline"]?.array.map { "\($0["what"]?.text ?? "") \($0["detail"]?.text ?? "")" } ?? []
        return "\(link) \(status) \(submission) \(upstreamID ?? 0) refunded \(refunded), \(attention ?? "")\n  "
            + events.joined(separator: "\n  ")
    }
}

extension TestPanel {
    /// The bytes of all files of the panel: its database, its logs, what its commands wrote.
    func files() throws -> [Data] {
        let manager = FileManager.default
        return try manager.subpathsOfDirectory(atPath: directory).compactMap { path in
            manager.contents(atPath: directory + "/" + path)
        }
    }
}
