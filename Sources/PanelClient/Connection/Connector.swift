import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Makes connections to a panel.
struct Connector: Sendable {
    /// The most that the head of an answer may have, in bytes.
    static let longestHead = 16 * 1024

    let url: PanelURL
    let group: any EventLoopGroup
    private let lookup: HostLookup

    init(url: PanelURL, policy: AddressPolicy, trust: NIOSSLTrustRoots, group: any EventLoopGroup) {
        self.url = url
        self.group = group
        lookup = HostLookup(url: url, policy: policy, trust: trust)
    }

    /// Makes a connection for `exchange` and writes its request. Each way that this can fail ends the exchange.
    func connect(for exchange: Exchange, deadline: NIODeadline) {
        let eventLoop = group.next()
        lookup.findings(on: eventLoop).whenComplete { result in
            switch result {
            case .success(let found):
                connect(to: found.addresses[...], with: found.context, for: exchange, on: eventLoop, deadline: deadline)
            case .failure(let error as NIOSSLError):
                exchange.fail(.connectionLost, "\(error)", before: .tls)
            case .failure(let error):
                let error = PanelClientError(resolving: url, failedWith: error)
                guard case .notSent(let reason) = error.kind else { return }
                exchange.fail(.connectionLost, error.detail, before: reason)
            }
        }
    }

    /// Tries one address after the other until there is a connection.
    private func connect(
        to addresses: ArraySlice<SocketAddress>,
        with context: NIOSSLContext?,
        for exchange: Exchange,
        on eventLoop: any EventLoop,
        deadline: NIODeadline
    ) {
        guard let address = addresses.first, exchange.enter(.connecting) else { return }
        let secured = context.map { _ in eventLoop.makePromise(of: Void.self) }
        let left = deadline - .now()
        ClientBootstrap(group: eventLoop)
            // An address that does not answer leaves time for those behind it.
            .connectTimeout(.nanoseconds(max(1, left.nanoseconds / Int64(addresses.count))))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try addHandlers(to: channel, context: context, secured: secured)
                }
            }
            .connect(to: address)
            .whenComplete { result in
                switch result {
                case .success(let channel):
                    connected(channel, secured: secured, for: exchange)
                case .failure(let error):
                    secured?.fail(error)
                    if addresses.count > 1 {
                        connect(
                            to: addresses.dropFirst(),
                            with: context,
                            for: exchange,
                            on: eventLoop,
                            deadline: deadline
                        )
                    } else {
                        exchange.fail(.connectionLost, "\(url.hostField): \(error)", before: .connect)
                    }
                }
            }
    }

    private func connected(_ channel: any Channel, secured: EventLoopPromise<Void>?, for exchange: Exchange) {
        guard exchange.adopt(channel), exchange.enter(secured == nil ? .waiting : .securing) else {
            channel.close(promise: nil)
            return
        }
        guard let secured else { return Connector.write(exchange, to: channel) }
        secured.futureResult.whenComplete { result in
            switch result {
            case .success: Connector.write(exchange, to: channel)
            case .failure(let error): exchange.fail(.connectionLost, "\(url.hostField): \(error)", before: .tls)
            }
        }
    }

    /// Writes the request of an exchange that has adopted the connection.
    static func write(_ exchange: Exchange, to channel: any Channel) {
        channel.writeAndFlush(exchange).whenFailure { error in
            exchange.fail(.connectionLost, "\(error)")
        }
    }

    private func addHandlers(
        to channel: any Channel,
        context: NIOSSLContext?,
        secured: EventLoopPromise<Void>?
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        if let context {
            // An address is no server name (RFC 6066, section 3); the certificate is then held against the address.
            let isAddress = (try? SocketAddress(ipAddress: url.host, port: 0)) != nil
            try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : url.host))
        }
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderListSize = Connector.longestHead
        limits.maxHeaderFieldSize = Connector.longestHead
        let arrivals = ArrivalHandler()
        let decoder = HTTPResponseDecoder(limitConfiguration: limits)
        try pipeline.addHandlers(
            arrivals,
            HTTPRequestEncoder(),
            ByteToMessageHandler(decoder),
            ExchangeHandler(arrivals: arrivals, secured: secured)
        )
    }
}

extension ExchangeHandler {
    /// Whether TLS ended without its closing message.
    static func isUncleanEnd(_ error: any Error) -> Bool {
        error as? NIOSSLError == .uncleanShutdown
    }
}
