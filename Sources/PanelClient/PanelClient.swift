public import NIOCore
import NIOHTTP1
public import NIOPosix
package import NIOSSL

/// A client of one panel that speaks the SMM Panel API v2, whichever dialect of it.
///
/// Each call is one request. Whatever goes wrong is thrown as a ``PanelClientError``, which says whether anything was
/// sent. Redirects are never followed. A call ends within ``Configuration/timeout``, whatever the panel does, and keeps
/// no more of an answer than ``Configuration/longestAnswer``.
public struct PanelClient: Sendable {
    let configuration: Configuration
    let transport: Transport
    let redactor: Redactor

    /// A client that has no connection yet.
    ///
    /// - Parameters:
    ///   - configuration: The panel, and the account there.
    ///   - group: Where the connections live. It is not shut down.
    public init(
        configuration: Configuration,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.init(configuration: configuration, group: group, trust: .default)
    }

    /// - Parameter trust: Whose certificates are accepted.
    package init(configuration: Configuration, group: any EventLoopGroup, trust: NIOSSLTrustRoots) {
        self.configuration = configuration
        redactor = Redactor(key: configuration.key)
        transport = Transport(
            connector: Connector(
                url: configuration.url,
                policy: configuration.addressPolicy,
                trust: trust,
                group: group
            )
        )
    }

    /// Closes the connections that are kept for later calls. Calls that are under way end as they would have; later
    /// ones work, over connections that are not kept.
    public func shutdown() async {
        await transport.idle.shutdown()
    }
}

extension PanelClient {
    /// What a client needs to know about a panel.
    public struct Configuration: Sendable {
        /// Where the panel takes requests.
        public var url: PanelURL
        /// The key of an account at the panel. It is in no description and in no error.
        public var key: String
        /// The time for a whole call, from resolving the host to the last byte of the answer.
        public var timeout = Duration.seconds(30)
        /// The longest body of an answer in bytes.
        public var longestAnswer = 8 * 1024 * 1024
        /// The longest body of an answer to ``PanelClient/services()`` in bytes, unless ``longestAnswer`` is more.
        public var longestCatalogue = 64 * 1024 * 1024
        /// Which addresses the panel may have.
        public var addressPolicy = AddressPolicy.publicOnly

        /// What a client of the panel at `url` needs, with the usual limits.
        public init(url: PanelURL, key: String) {
            self.url = url
            self.key = key
        }
    }
}

extension PanelClient.Configuration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The panel's address, without the key.
    public var description: String { "panel at \(url)" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// The panel's address, without the key.
    public var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}

extension PanelClient: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The panel's address, without the key.
    public var description: String { "client of \(configuration.url)" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// The panel's address, without the key.
    public var customMirror: Mirror { Mirror(self, children: ["url": configuration.url]) }
}
