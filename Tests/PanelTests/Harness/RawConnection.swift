import Foundation
import Glibc

/// A plain connection, for bytes that no HTTP library would send.
final class RawConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameters:
    ///   - address: One of this machine's, as a stranger's own: all of 127.0.0.0/8 are.
    ///   - room: How many bytes the system keeps that came and were not read; `nil` for as many as it likes.
    init(port: Int, from address: String = "127.0.0.1", room: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        if var room {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        }
        let isConnected =
            RawConnection.withAddress(address, port: 0) { bind(descriptor, $0, $1) == 0 }
            && RawConnection.withAddress("127.0.0.1", port: port) { connect(descriptor, $0, $1) == 0 }
        try bePatient(isConnected)
    }

    /// - Parameter path: Where a socket lies on which the other side listens.
    init(socket path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        try bePatient(isConnected)
    }

    private func bePatient(_ isConnected: Bool) throws {
        guard isConnected else { throw Failure(description: "no connection: \(errno)") }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    private static func withAddress<Value>(
        _ text: String,
        port: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr(text)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    deinit {
        close(descriptor)
    }

    /// Does something that blocks, off the threads of the tests.
    static func blocking<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Sends one whole request on a connection of its own.
    static func exchange(
        port: Int,
        from address: String = "127.0.0.1",
        _ request: [UInt8]
    ) async throws -> HTTPAnswer {
        try await blocking {
            let connection = try RawConnection(port: port, from: address)
            connection.send(request)
            return try connection.receiveAnswer()
        }
    }

    static func exchange(
        port: Int,
        from address: String = "127.0.0.1",
        _ request: String
    ) async throws -> HTTPAnswer {
        try await exchange(port: port, from: address, Array(request.utf8))
    }

    /// A `POST` of a form with its exact bytes.
    static func post(
        port: Int,
        type: String = "application/x-www-form-urlencoded",
        _ body: [UInt8]
    ) async throws
        -> HTTPAnswer
    {
        try await exchange(port: port, Array(head(type: type, length: body.count).utf8) + body)
    }

    static func head(type: String = "application/x-www-form-urlencoded", length: Int, more: String = "") -> String {
        "POST /api/v2 HTTP/1.1\r\nHost: panel\r\nContent-Type: \(type)\r\nContent-Length: \(length)\r\n\(more)\r\n"
    }

    /// Sends bytes. What the other side did about them, the answer tells.
    func send(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            start += count
        }
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    /// Says that nothing more will be sent.
    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Reads up to and including the blank line behind the head of an answer.
    func receiveHead() throws -> String {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                defer { received.removeFirst(end.upperBound) }
                return String(decoding: received[..<end.upperBound], as: UTF8.self)
            }
            try receiveMore()
        }
    }

    func receiveAnswer() throws -> HTTPAnswer {
        let lines = try receiveHead().split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let (name, value) = (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
            // Cookies are set one a line, and cannot be put together as other fields can.
            let before = name == "set-cookie" ? headers[name].map { $0 + "\n" } : nil
            headers[name] = (before ?? "") + value
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while received.count < length { try receiveMore() }
        defer { received.removeFirst(length) }
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return HTTPAnswer(status: status, headers: headers, body: Array(received[..<length]))
    }

    /// Reads the body of an answer that comes in chunks, behind its head.
    ///
    /// - Returns: How many bytes it has.
    func receiveChunks() throws -> Int {
        var total = 0
        while true {
            let line = try receiveLine()
            guard let size = Int(line, radix: 16) else { throw Failure(description: "this is no size: \(line)") }
            while received.count < size + 2 { try receiveMore() }
            received.removeFirst(size + 2)
            guard size > 0 else { return total }
            total += size
        }
    }

    private func receiveLine() throws -> String {
        while true {
            if let end = received.firstRange(of: Array("\r\n".utf8)) {
                defer { received.removeFirst(end.upperBound) }
                return String(decoding: received[..<end.lowerBound], as: UTF8.self)
            }
            try receiveMore()
        }
    }

    /// Whether something came that was not read yet.
    var hasAnswer: Bool {
        var byte: UInt8 = 0
        return !received.isEmpty || recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) > 0
    }

    /// Waits until the other side ends the connection, and throws when it says something instead, or nothing.
    func expectEnd() throws {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, 0)
        guard count == 0 || (count < 0 && errno == ECONNRESET) else {
            throw Failure(description: count > 0 ? "it said something" : "it is open: \(errno)")
        }
    }

    private func receiveMore() throws {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else {
            throw Failure(description: count == 0 ? "the connection was closed" : "nothing came: \(errno)")
        }
        received += buffer[..<count]
    }
}
