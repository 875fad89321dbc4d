import Foundation
import Synchronization

/// Stands between an engine and its database on loopback, and can cut.
final class CuttingProxy: Sendable {
    /// What is done with the next message that holds `needle`.
    enum Cut {
        /// It does not reach the database.
        case before(needle: String)
        /// It does, and its answer does not come back.
        case answer(needle: String)
        /// It does, but only when the client has given it up for lost.
        case late(needle: String)
    }

    private struct State {
        var cut: Cut?
        var isRefusing = false
        var descriptors: [Int32] = []
        /// Those that nothing is sent to any more.
        var muted: Set<Int32> = []
        var cutCount = 0
    }

    let port: Int
    private let listener: Int32
    private let target: UInt16
    private let state = Mutex(State())

    init(to target: Int) throws {
        self.target = UInt16(target)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = CuttingProxy.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, length)
                _ = getsockname(listener, $0, &length)
            }
        }
        listen(listener, 16)
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in accept() }
    }

    /// How often a cut was made.
    var cuts: Int { state.withLock { $0.cutCount } }

    func arm(_ cut: Cut) {
        state.withLock { $0.cut = cut }
    }

    /// Takes no new connections from now on, or again.
    func refuse(_ isRefusing: Bool) {
        state.withLock { $0.isRefusing = isRefusing }
    }

    func close() {
        let descriptors = state.withLock { $0.descriptors }
        for descriptor in descriptors + [listener] { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { return }
            guard !state.withLock({ $0.isRefusing }) else {
                Glibc.close(client)
                continue
            }
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = CuttingProxy.loopback(target)
            withUnsafePointer(to: &address) { address in
                address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    _ = connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            state.withLock { $0.descriptors += [client, server] }
            Thread.detachNewThread { [self] in pump(from: client, to: server, isRequest: true) }
            Thread.detachNewThread { [self] in pump(from: server, to: client, isRequest: false) }
        }
    }

    private func pump(from source: Int32, to sink: Int32, isRequest: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(source, &buffer, buffer.count)
            guard count > 0 else { break }
            if isRequest, let cut = takeCut(in: buffer[..<count]) {
                make(cut, of: buffer[..<count], from: source, to: sink)
                break
            }
            guard !state.withLock({ $0.muted.contains(sink) }) else { continue }
            send(buffer[..<count], to: sink)
        }
        shutdown(source, Int32(SHUT_RDWR))
        shutdown(sink, isRequest ? Int32(SHUT_WR) : Int32(SHUT_RDWR))
    }

    private func make(_ cut: Cut, of bytes: ArraySlice<UInt8>, from source: Int32, to sink: Int32) {
        switch cut {
        case .before: break
        case .answer:
            state.withLock { _ = $0.muted.insert(source) }
            send(bytes, to: sink)
            // So that the database has begun with it when the client begins to ask.
            usleep(500_000)
        case .late:
            shutdown(source, Int32(SHUT_RDWR))
            usleep(300_000)
            send(bytes, to: sink)
        }
    }

    private func takeCut(in bytes: ArraySlice<UInt8>) -> Cut? {
        state.withLock { state in
            guard let cut = state.cut else { return nil }
            let needle =
                switch cut {
                case .before(let needle), .answer(let needle), .late(let needle): needle
                }
            guard bytes.firstRange(of: Array(needle.utf8)) != nil else { return nil }
            state.cut = nil
            state.cutCount += 1
            return cut
        }
    }

    private func send(_ bytes: ArraySlice<UInt8>, to sink: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
