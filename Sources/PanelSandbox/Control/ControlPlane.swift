import FoundationEssentials
import NIOHTTP1
import PanelCore
import PanelWire

/// `/sandbox/…`: the books and the faults, for scripts and for tests in other processes. No fault hits it.
struct ControlPlane {
    let responder: SandboxResponder

    static func has(_ path: Substring) -> Bool {
        path.utf8.starts(with: "/sandbox/".utf8)
    }

    func reply(to method: HTTPMethod, path: Substring, query: Substring, body: [UInt8]) -> SandboxReply {
        switch (method, path) {
        case (.GET, "/sandbox/books"):
            return SandboxReply(body: responder.ledger(includesOrders: query != "orders=no").json)
        case (.GET, "/sandbox/requests"):
            var writer = JSONWriter(capacity: 512)
            writer.append(responder.requests)
            return SandboxReply(body: writer.bytes)
        case (.GET, "/sandbox/faults"):
            return SandboxReply(body: FaultSchedule.json(responder.faultEntries))
        case (.PUT, "/sandbox/faults"):
            return putFaults(body)
        case (.POST, _) where path.utf8.starts(with: "/sandbox/orders/".utf8):
            return setOrder(path.utf8.dropFirst("/sandbox/orders/".utf8.count), body)
        default:
            return ControlPlane.refusal("404 Not Found", "there is no \(method.rawValue) \(path)")
        }
    }

    private func putFaults(_ body: [UInt8]) -> SandboxReply {
        do {
            let faults = try SandboxFault.list(json: body)
            guard !faults.contains(where: { $0.name == .resetAtAccept && $0.times == nil }) else {
                // Nobody could reach the sandbox to take it back.
                return ControlPlane.refusal("400 Bad Request", "\"reset_at_accept\" needs \"times\" here")
            }
            responder.setFaults(faults)
            return SandboxReply(body: FaultSchedule.json(responder.faultEntries))
        } catch {
            return ControlPlane.refusal("400 Bad Request", "\(error)")
        }
    }

    private struct StateRow: Decodable {
        var status: String?
        var remains: Int64?
        var start_count: Int64?
    }

    private func setOrder(_ id: Substring.UTF8View, _ body: [UInt8]) -> SandboxReply {
        guard let id = WholeNumber.parse(id) else { return ControlPlane.refusal("404 Not Found", "no order id") }
        guard let row = try? JSONDecoder().decode(StateRow.self, from: Data(body)) else {
            return ControlPlane.refusal("400 Bad Request", "not an object with status, remains or start_count")
        }
        var status: OrderStatus?
        if let text = row.status {
            status = OrderStatus.allCases.first { $0.wireName == text || $0.identifier == text }
            guard status != nil else { return ControlPlane.refusal("400 Bad Request", "no status \"\(text)\"") }
        }
        let isKnown = responder.setStatus(of: id, status, remains: row.remains, startCount: row.start_count)
        guard isKnown else { return ControlPlane.refusal("404 Not Found", "no order \(id)") }
        return SandboxReply(body: Array("{}".utf8))
    }

    private static func refusal(_ status: StaticString, _ text: String) -> SandboxReply {
        SandboxReply(status: status, body: Answers.transportError(text))
    }
}
