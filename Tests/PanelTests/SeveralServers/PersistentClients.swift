import Foundation
import Synchronization

/// Clients that place one order after the other, each with a `request_id` of its own, at whatever server answers, and
/// ask again with the same one until they have an answer.
final class PersistentClients: Sendable {
    private struct State {
        var answers: [String: String] = [:]
        var unexpected: [String] = []
        var isStopped = false
    }

    private let group: ServerGroup
    private let key: String
    private let state = Mutex(State())

    init(of group: ServerGroup, key: String) {
        self.group = group
        self.key = key
    }

    /// The first answer to each `request_id` that was answered.
    var answers: [String: String] { state.withLock { $0.answers } }

    /// Answers that no client expects: a refusal without a reason.
    var unexpected: [String] { state.withLock { $0.unexpected } }

    func stop() {
        state.withLock { $0.isStopped = true }
    }

    /// Orders until it is stopped; every order that was begun is answered then.
    func run(_ count: Int) async {
        await withDiscardingTaskGroup { clients in
            for client in 0..<count {
                clients.addTask { [self] in
                    var number = 0
                    while !state.withLock({ $0.isStopped }) {
                        number += 1
                        await place("\(client)-\(number)")
                    }
                }
            }
        }
    }

    /// One answer to `request_id`, from any server that gives one.
    private func place(_ request: String) async {
        while true {
            if let server = group.servers.randomElement(), let text = await ask(server, request) {
                return state.withLock { state in
                    if text.contains("\"order\"") {
                        state.answers[request] = text
                    } else {
                        state.unexpected.append(text)
                    }
                }
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// - Returns: `nil` when the server is away, or could not do it.
    func ask(_ server: TestPanel, _ request: String) async -> String? {
        guard server.port != 0 else { return nil }
        let answer = try? await server.client(key).call(
            "add",
            ["service": "1", "link": "https://example.com/\(request)", "quantity": "1000", "request_id": request]
        )
        guard let answer, answer.status < 500, !answer.text.isEmpty else { return nil }
        return answer.text
    }
}
