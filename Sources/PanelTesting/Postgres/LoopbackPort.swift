import Foundation

/// Ports of loopback.
package enum LoopbackPort {
    package struct NoneIsFree: Error {}

    /// A port that nobody listens on, and that no outgoing connection gets: who listens there may stop, and start again.
    package static func free() throws -> Int {
        for _ in 0..<1000 {
            let port = UInt16.random(in: 10_240..<32_768)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            if bind(descriptor, to: port) { return Int(port) }
        }
        throw NoneIsFree()
    }

    /// Whether somebody takes connections there.
    package static func accepts(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return connect(descriptor, to: UInt16(port))
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    static func bind(_ descriptor: Int32, to port: UInt16) -> Bool {
        with(address(port)) { Glibc.bind(descriptor, $0, $1) == 0 }
    }

    static func connect(_ descriptor: Int32, to port: UInt16) -> Bool {
        with(address(port)) { Glibc.connect(descriptor, $0, $1) == 0 }
    }

    private static func with<Result>(
        _ address: sockaddr_in,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
