import Foundation
import NIOCore
import PanelCore
import PanelSandbox
import PanelWire
import Testing

/// A sandbox on loopback whose clock stands still.
struct TestSandbox: Sendable {
    typealias Exchange = RawConnection.Exchange
    typealias Parameters = KeyValuePairs<String, String>

    let provider: SandboxProvider
    let port: Int

    /// Runs a scenario, and checks the books at its end.
    static func with(
        _ change: (inout SandboxProvider.Configuration) -> Void = { _ in },
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (TestSandbox) async throws -> Void
    ) async throws {
        var configuration = SandboxProvider.Configuration()
        configuration.keys = ["alice", "bob"]
        configuration.balance = try #require(Money("1000"))
        configuration.pace = .manual
        change(&configuration)
        let provider = SandboxProvider(configuration: configuration)
        let port = try #require(try await provider.start().port)
        do {
            try await body(TestSandbox(provider: provider, port: port))
        } catch {
            await provider.stop()
            throw error
        }
        let ledger = provider.ledger
        #expect(ledger.isExact, "\(ledger.balances)", sourceLocation: sourceLocation)
        for order in ledger.orders {
            #expect(order.refunded <= order.charge && order.refunded >= .zero, sourceLocation: sourceLocation)
        }
        await provider.stop()
    }

    // MARK: Requests

    /// Asks for an action on a connection of its own.
    @discardableResult
    func call(
        _ action: String,
        _ parameters: Parameters = [:],
        key: String = "alice"
    ) async throws -> Exchange {
        let request = TestSandbox.request(action, parameters, key: key)
        let port = port
        return try await RawConnection.blocking {
            let connection = try RawConnection(port: port)
            connection.send(request)
            return connection.receive()
        }
    }

    /// Places an order that has to be taken.
    func order(_ parameters: Parameters = TestSandbox.views, key: String = "alice") async throws -> Int64 {
        let answer = try await call("add", parameters, key: key)
        let json = try JSONDecoder().decode([String: Int64].self, from: Data(answer.body))
        return try #require(json["order"], "\(answer.text)")
    }

    /// Orders for 0.5 a thousand.
    static let views: Parameters = ["service": "1", "link": "https://example.com/1", "quantity": "1000"]

    /// The answer about one order, by member.
    func status(_ order: Int64, key: String = "alice") async throws -> [String: String] {
        let answer = try await call("status", ["order": "\(order)"], key: key)
        return try JSONDecoder().decode([String: String].self, from: Data(answer.body))
    }

    func balance(_ key: String = "alice") async throws -> String? {
        let answer = try await call("balance", key: key)
        return try JSONDecoder().decode([String: String].self, from: Data(answer.body))["balance"]
    }

    /// Asks the control plane.
    func control(_ method: String, _ path: String, _ body: String = "") async throws -> Exchange {
        let request =
            "\(method) /sandbox/\(path) HTTP/1.1\r\nhost: sandbox\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
        let port = port
        return try await RawConnection.blocking {
            let connection = try RawConnection(port: port)
            connection.send(request)
            return connection.receive()
        }
    }

    /// The bytes of a request.
    static func request(_ action: String, _ parameters: Parameters = [:], key: String = "alice") -> String {
        let pairs = [("key", key), ("action", action)] + parameters.map { ($0.key, $0.value) }
        let form = pairs.map { "\($0)=\(percent($1))" }.joined(separator: "&")
        return """
            POST /api/v2 HTTP/1.1\r
            host: sandbox\r
            content-type: application/x-www-form-urlencoded\r
            content-length: \(form.utf8.count)\r
            \r
            \(form)
            """
    }

    private static func percent(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
