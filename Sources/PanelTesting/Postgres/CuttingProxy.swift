import Foundation
import Synchronization

/// Stands between servers and their database on loopback, and can cut.
package final class CuttingProxy: Sendable {
    /// What is done with the next message that holds `needle`.
    package enum Cut: Sendable {
        /// It does not reach the database.
        case before(needle: String)
        /// It does, and the connection breaks instead of the answer, or when there is none after so long.
        case answer(needle: String, within: Duration = .seconds(10))
        /// It does, but only when the client has given it up for lost: at ``CuttingProxy/releaseLate()``, or after so long.
        case late(needle: String, within: Duration)
        /// It does not, nor does anything after it, and neither side hears that: a cable was pulled.
        case silence(needle: String)

        fileprivate var needle: String {
            switch self {
            case .before(let needle), .answer(let needle, _), .late(let needle, _), .silence(let needle): needle
            }
        }
    }

    private struct State {
        var cut: Cut?
        /// What a connection must have said before to be cut.
        var mark: String?
        var isRefusing = false
        var isClosed = false
        var lines: [ObjectIdentifier: Line] = [:]
        var cutCount = 0
    }

    package let port: Int
    private let listener: Int32
    private let target: UInt16
    private let state = Mutex(State())
    private let late = DispatchSemaphore(value: 0)

    package init(to target: Int) throws {
        self.target = UInt16(target)
        // Of those that nobody gets for an outgoing connection: a proxy for a database that is down finds itself else.
        let port = try LoopbackPort.free()
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard LoopbackPort.bind(listener, to: UInt16(port)), listen(listener, 64) == 0 else {
            throw LoopbackPort.NoneIsFree()
        }
        self.listener = listener
        self.port = port
        Thread.detachNewThread { [self] in accept() }
    }

    /// How often a cut was made.
    package var cuts: Int { state.withLock { $0.cutCount } }

    /// - Parameter mark: Only a connection is cut that has said this by then.
    package func arm(_ cut: Cut?, onLineThatSaid mark: String? = nil) {
        state.withLock {
            $0.cut = cut
            $0.mark = mark
        }
    }

    /// Has what is ``Cut/late(needle:within:)`` reach the database now.
    package func releaseLate() {
        late.signal()
    }

    /// Takes no new connections from now on, or again.
    package func refuse(_ isRefusing: Bool) {
        state.withLock { $0.isRefusing = isRefusing }
    }

    /// Cuts all connections that there are.
    package func cutAll() {
        for line in state.withLock({ Array($0.lines.values) }) { line.cut() }
    }

    package func close() {
        state.withLock { $0.isClosed = true }
        shutdown(listener, Int32(SHUT_RDWR))
        cutAll()
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                Glibc.close(listener)
                return
            }
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            let line = Line(client: client, server: server)
            guard !state.withLock({ $0.isRefusing || $0.isClosed }), LoopbackPort.connect(server, to: target) else {
                line.end()
                line.end()
                continue
            }
            state.withLock { $0.lines[ObjectIdentifier(line)] = line }
            Thread.detachNewThread { [self] in
                sendRequests(of: line)
                end(line)
            }
            Thread.detachNewThread { [self] in
                sendAnswers(of: line)
                end(line)
            }
        }
    }

    private func end(_ line: Line) {
        if line.end() { state.withLock { _ = $0.lines.removeValue(forKey: ObjectIdentifier(line)) } }
    }

    private func sendRequests(of line: Line) {
        var said: Set<String> = []
        while let bytes = line.read(from: line.client) {
            if let cut = takeCut(in: bytes, &said) {
                make(cut, of: bytes, on: line)
                break
            }
            line.send(bytes, to: line.server)
        }
        shutdown(line.client, Int32(SHUT_RDWR))
        shutdown(line.server, Int32(SHUT_WR))
    }

    private func sendAnswers(of line: Line) {
        while let bytes = line.read(from: line.server) {
            if line.isMuted.load(ordering: .acquiring) {
                line.swallowed.signal()
            } else {
                line.send(bytes, to: line.client)
            }
        }
        line.swallowed.signal()
        line.cut()
    }

    private func make(_ cut: Cut, of bytes: ArraySlice<UInt8>, on line: Line) {
        switch cut {
        case .before: break
        case .answer(_, let limit):
            line.isMuted.store(true, ordering: .releasing)
            line.send(bytes, to: line.server)
            _ = line.swallowed.wait(timeout: .now() + limit / .seconds(1))
        case .late(_, let limit):
            shutdown(line.client, Int32(SHUT_RDWR))
            _ = late.wait(timeout: .now() + limit / .seconds(1))
            line.send(bytes, to: line.server)
        case .silence:
            line.isMuted.store(true, ordering: .releasing)
            while line.read(from: line.client) != nil {}
        }
    }

    /// - Parameter said: The marks that were seen on this line.
    private func takeCut(in bytes: ArraySlice<UInt8>, _ said: inout Set<String>) -> Cut? {
        for mark in CuttingProxy.marks where !said.contains(mark) && bytes.contains(mark) { said.insert(mark) }
        return state.withLock { state in
            guard let cut = state.cut, state.mark.map(said.contains) ?? true, bytes.contains(cut.needle) else {
                return nil
            }
            state.cut = nil
            state.cutCount += 1
            return cut
        }
    }

    /// The statement, and not the word, which begins of transactions have in them too.
    package static let commit = "\u{0}COMMIT\u{0}"
    /// What only a connection that writes says.
    package static let writing = "lock_timeout"
    private static let marks = [writing]

    /// One connection of a client, and the one to the database that belongs to it.
    private final class Line: Sendable {
        let client: Int32
        let server: Int32
        /// Whether the client hears nothing any more.
        let isMuted = Atomic(false)
        /// Signalled for each answer that it did not hear, and when there will be no more.
        let swallowed = DispatchSemaphore(value: 0)
        private let directions = Mutex(2)

        init(client: Int32, server: Int32) {
            self.client = client
            self.server = server
        }

        func read(from source: Int32) -> ArraySlice<UInt8>? {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = Glibc.read(source, &buffer, buffer.count)
            return count > 0 ? buffer[..<count] : nil
        }

        func send(_ bytes: ArraySlice<UInt8>, to sink: Int32) {
            var rest = bytes
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }

        func cut() {
            directions.withLock { left in
                guard left > 0 else { return }
                shutdown(client, Int32(SHUT_RDWR))
                shutdown(server, Int32(SHUT_RDWR))
            }
        }

        /// Says that one direction has ended.
        ///
        /// - Returns: Whether it was the last.
        @discardableResult
        func end() -> Bool {
            directions.withLock { left in
                left -= 1
                guard left == 0 else { return false }
                Glibc.close(client)
                Glibc.close(server)
                return true
            }
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(_ text: String) -> Bool {
        firstRange(of: Array(text.utf8)) != nil
    }
}
