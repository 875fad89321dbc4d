import NIOHTTP1

/// What matters of a head before anything is done with it.
struct RequestShape {
    /// Whether all who read it read the same, however they are made.
    private(set) var isUnambiguous = true
    /// Whether another request can come behind it. In HTTP/1.0 none does: there it has to be promised that a connection
    /// stays open. Nothing is read behind one that asks for another protocol; Java's client does so with its first.
    private(set) var isKeepAlive: Bool
    /// Whether the answer to it is a head alone, which says how long a body would be.
    let wantsHeadOnly: Bool
    /// Whether it waits for a word before it sends its body, which HTTP/1.0 does not know.
    private(set) var expectsContinue = false

    init(_ head: HTTPRequestHead) {
        isKeepAlive = head.isKeepAlive && head.version == .http1_1 && head.method != .CONNECT
        wantsHeadOnly = head.method == .HEAD
        var hosts = 0
        for (name, value) in head.headers {
            switch name.utf8.count {
            case 4 where name.lowercased() == "host":
                hosts += 1
            case 6 where name.lowercased() == "expect":
                expectsContinue = head.version == .http1_1 && value.lowercased() == "100-continue"
            case 7 where name.lowercased() == "upgrade":
                isKeepAlive = false
            case 17 where name.lowercased() == "transfer-encoding":
                // Others would have to be undone, and HTTP/1.0 knows none.
                if value.lowercased() != "chunked" || head.version != .http1_1 { isUnambiguous = false }
            default:
                break
            }
        }
        if hosts > 1 { isUnambiguous = false }
    }
}
