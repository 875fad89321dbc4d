import Foundation
import PanelCore

extension ServerName {
    /// What this process is called among those that share its database: where it runs, and a number of its own, since
    /// the process that is started again is another one.
    static var ofThisProcess: ServerName {
        // Not Foundation's, which asks name servers.
        let host = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let name = buffer.baseAddress, gethostname(name, buffer.count) == 0 else { return "server" }
            return String(cString: name)
        }
        var generator = SystemRandomNumberGenerator()
        let number = String(UInt32.random(in: .min ... .max, using: &generator), radix: 36)
        return ServerName("\(host)-\(ProcessInfo.processInfo.processIdentifier)-\(number)")
    }
}
