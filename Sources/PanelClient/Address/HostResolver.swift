import Glibc
import NIOCore
import NIOPosix

/// Finds the addresses of a host.
enum HostResolver {
    /// Why there is no address.
    enum Failure: Error {
        case unknownHost(String)
        /// All that the host resolves to is refused by the policy.
        case refused(String)
    }

    /// Resolving blocks, for many seconds when name servers are silent. The threads are its own, so that it holds up
    /// nothing but itself.
    static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 8)
        threads.start()
        return threads
    }()

    /// The addresses of the host that the policy lets pass, in the order in which to try them. Blocks.
    ///
    /// `SocketAddress.makeAddressResolvingHost` gives the first address only; a host that has one of IPv6 that is not
    /// served, as `localhost` often does, could then not be reached.
    ///
    /// - Parameter numericOnly: Whether to ask nobody, so that only addresses and no names resolve.
    static func addresses(
        of url: PanelURL,
        policy: AddressPolicy,
        numericOnly: Bool = false
    ) throws(Failure) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = numericOnly ? AI_NUMERICHOST | AI_NUMERICSERV : AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(url.host, String(url.port), &hints, &list)
        guard code == 0 else { throw .unknownHost(String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = list
        while let info = next?.pointee {
            if let address = address(of: info, host: url.host), !found.contains(address) { found.append(address) }
            next = info.ai_next
        }
        guard let first = found.first else { throw .unknownHost("it has no address") }
        let allowed = found.filter { !policy.refuses($0) }
        guard !allowed.isEmpty else { throw .refused(first.ipAddress ?? "a local socket") }
        return allowed
    }

    private static func address(of info: addrinfo, host: String) -> SocketAddress? {
        guard let bytes = UnsafeRawPointer(info.ai_addr) else { return nil }
        switch info.ai_family {
        case AF_INET: return SocketAddress(bytes.loadUnaligned(as: sockaddr_in.self), host: host)
        case AF_INET6: return SocketAddress(bytes.loadUnaligned(as: sockaddr_in6.self), host: host)
        default: return nil
        }
    }
}

extension PanelURL {
    /// Whether the host is an address, and not a name, to which `policy` lets nobody connect. Asks no name server.
    public func literalAddressIsRefused(by policy: AddressPolicy) -> Bool {
        do {
            _ = try HostResolver.addresses(of: self, policy: policy, numericOnly: true)
            return false
        } catch {
            guard case .refused = error else { return false }
            return true
        }
    }

    /// Resolves the host, so that a mistake shows before anything is ordered.
    ///
    /// What it finds is not kept: each connection resolves and checks again.
    ///
    /// - Throws: ``PanelClientError`` of the kind `.notSent(.dns)` when the host has no address, and
    ///   `.notSent(.addressRefused)` when it has none that `policy` lets pass.
    public func check(_ policy: AddressPolicy) async throws(PanelClientError) {
        let result: Result<[SocketAddress], any Error>
        do {
            result = .success(
                try await HostResolver.threads.runIfActive { try HostResolver.addresses(of: self, policy: policy) }
            )
        } catch {
            result = .failure(error)
        }
        if case .failure(let error) = result { throw PanelClientError(resolving: self, failedWith: error) }
    }
}
