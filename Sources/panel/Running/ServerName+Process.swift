import Foundation
import PanelCore

extension ServerName {
    /// What this process is called among those that share its database: where it runs, and a number of its own, since
    /// the process that is started again is another one.
    static var ofThisProcess: ServerName {
        var name = [CChar](repeating: 0, count: 256)
        let host = gethostname(&name, name.count - 1) == 0 ? String(cString: name) : "server"
        var generator = SystemRandomNumberGenerator()
        let number = String(UInt32.random(in: .min ... .max, using: &generator), radix: 36)
        return ServerName("\(host)-\(ProcessInfo.processInfo.processIdentifier)-\(number)")
    }
}
