import Foundation
import Glibc

/// A plain connection, which shows how the other side ended it.
final class RawConnection {
    /// What came back for a request.
    struct Exchange: Sendable {
        enum End: Sendable {
            /// A whole answer came, and the connection stayed open.
            case answered
            case closed
            case reset
            /// Nothing more came for as long as was waited.
            case silence
        }

        var status = 0
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        var end = End.silence

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let descriptor: Int32
    private var received: [UInt8] = []
    private var sawReset = false

    struct NotConnected: Error {
        let code: Int32
    }

    /// - Parameter patience: How long to wait for the next bytes.
    init(port: Int, patience: Duration = .seconds(60)) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let (seconds, attoseconds) = patience.components
        var time = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        guard isConnected else { throw NotConnected(code: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Does something that blocks, off the threads of the tests.
    static func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Sends bytes. What the other side did about them, the answer tells.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                // Who is told of a reset here is not told again when it reads.
                sawReset = errno == ECONNRESET || errno == EPIPE
                return
            }
            start += count
        }
    }

    /// Reads one answer, or as much of it as comes.
    func receive() -> Exchange {
        var exchange = Exchange()
        var bodyStart: Int?
        var length = 0
        while true {
            if bodyStart == nil, let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                bodyStart = end.upperBound
                RawConnection.read(received[..<end.lowerBound], into: &exchange)
                length = exchange.headers["content-length"].flatMap { Int($0) } ?? 0
            }
            if let bodyStart {
                exchange.body = Array(received[bodyStart...].prefix(length))
                if exchange.body.count == length {
                    received.removeFirst(bodyStart + length)
                    exchange.end = .answered
                    return exchange
                }
            }
            if let end = receiveMore() {
                exchange.end = end
                return exchange
            }
        }
    }

    private static func read(_ head: ArraySlice<UInt8>, into exchange: inout Exchange) {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        exchange.status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            exchange.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
    }

    /// - Returns: How the connection ended, when nothing more comes.
    private func receiveMore() -> Exchange.End? {
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        switch count {
        case 0: return sawReset ? .reset : .closed
        case ..<0: return errno == EAGAIN || errno == EWOULDBLOCK ? .silence : .reset
        default:
            received += buffer[..<count]
            return nil
        }
    }
}
