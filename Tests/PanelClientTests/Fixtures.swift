import NIOCore
import NIOPosix
import NIOSSL
import PanelClient

/// The key of all tests: with characters that are written differently in a form.
let testKey = "s3cret/key+of the&panel"

extension PanelClient {
    /// A client of a server on loopback.
    static func local(
        _ server: ScriptedServer,
        key: String = testKey,
        timeout: Duration = .seconds(60),
        longestAnswer: Int = 8 * 1024 * 1024
    ) -> PanelClient {
        local(url: "http://127.0.0.1:\(server.port)", key: key, timeout: timeout, longestAnswer: longestAnswer)
    }

    static func local(
        url: String,
        key: String = testKey,
        timeout: Duration = .seconds(60),
        longestAnswer: Int = 8 * 1024 * 1024,
        trust: NIOSSLTrustRoots = .default
    ) -> PanelClient {
        var configuration = Configuration(url: PanelURL(url)!, key: key)
        configuration.addressPolicy = .any
        configuration.timeout = timeout
        configuration.longestAnswer = longestAnswer
        return PanelClient(configuration: configuration, group: MultiThreadedEventLoopGroup.singleton, trust: trust)
    }
}

/// The error that a call ends with, or `nil` when it ends well.
func failure(_ call: () async throws(PanelClientError) -> some Sendable) async -> PanelClientError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error
    }
}

let anOrder: [(name: String, value: String)] = [
    ("service", "1"), ("link", "https://example.com/a?b=ç"), ("quantity", "10"),
]
