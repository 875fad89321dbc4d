import Logging
import PanelHTTP

/// Counts the requests of an address whose key is none.
///
/// A key is looked up before that, so a right one is never refused, whatever else comes from its address. What is refused
/// costs as much as what is not, and so it waits: each connection has one request at a time, and an address has a bounded
/// number of connections.
struct WrongKeys: Sendable {
    private static let wait = Duration.milliseconds(250)

    private let limiter: RateLimiter<ClientAddress>
    private let notices = NoticePace()

    init(_ limits: APIConfiguration.Limits) {
        limiter = RateLimiter(
            perSecond: limits.wrongKeysPerSecond,
            burst: limits.wrongKeysAtOnce,
            most: limits.addresses
        )
    }

    /// - Throws: ``TransportError/wrongKeys`` when the address has had too many, after a while.
    func count(from client: ClientAddress?, logger: Logger) async throws {
        guard let client, !limiter.admits(client.holder) else { return }
        if notices.isDue() {
            logger.notice(
                """
                An address sends keys that are none. If it is a web server in front of this one, name it with \
                --trusted-proxy.
                """,
                metadata: ["address": "\(client)"]
            )
        }
        try await Task.sleep(for: WrongKeys.wait)
        throw TransportError.wrongKeys
    }
}
