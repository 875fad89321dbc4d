import NIOCore
import PanelCore
import PanelWire

extension SandboxFault {
    /// Ten megabytes, of which a client that bounds what it reads takes a small part.
    static let hugeLength = 10 * 1024 * 1024

    /// What the other side gets.
    ///
    /// - Parameters:
    ///   - truth: What it would have got without the fault. An action that was not carried out has none.
    ///   - action: What it asked for.
    func reply(truth: [UInt8]?, action: Action?) -> SandboxReply {
        let answer = truth ?? Array(#"{"error":"Try again later"}"#.utf8)
        switch name {
        case .resetAtAccept, .resetBeforeRead, .resetAfterRead: return SandboxReply(body: [], manner: .reset)
        case .noAnswer: return SandboxReply(body: [], manner: .never)
        case .lateAnswer: return SandboxReply(body: answer, manner: .late(time(orSeconds: 5)))
        case .slow: return SandboxReply(body: answer, manner: .slow(time(orSeconds: 1)))
        case .truncatedJSON: return SandboxReply(body: answer, manner: .half)
        case .http500: return .text("500 Internal Server Error", "Internal Server Error\n")
        case .http502: return .html("502 Bad Gateway", "502 Bad Gateway")
        case .http429: return tooManyRequests
        case .redirect:
            return SandboxReply(status: "302 Found", type: "text/html", headers: "location: /api/v2\r\n", body: [])
        case .html200: return .html("200 OK", "Just a moment...")
        case .empty: return SandboxReply(body: [])
        case .cutJSON: return SandboxReply(body: Array(answer.prefix(answer.count / 2)))
        case .huge:
            // Blanks in front of JSON are JSON.
            return SandboxReply(body: [UInt8](repeating: UInt8(ascii: " "), count: SandboxFault.hugeLength) + answer)
        case .wrongTypes: return SandboxReply(body: SandboxFault.withWrongTypes(answer, action))
        case .unknownError: return SandboxReply(body: Array(#"{"error":"Something odd happened"}"#.utf8))
        case .unknownStatus: return SandboxReply(body: SandboxFault.withUnknownStatus(answer))
        case .listsRefused: return SandboxReply(body: SandboxFault.wantingOneID(action))
        case .listsRefused400:
            return SandboxReply(status: "400 Bad Request", body: SandboxFault.wantingOneID(action))
        case .leftOut: return SandboxReply(body: Array("{}".utf8))
        case .insufficientFunds, .duplicateID, .foreignID, .statusBackwards, .partialAfterCompleted,
            .negativeRemains, .wrongCharge:
            return SandboxReply(body: answer)
        }
    }

    private var tooManyRequests: SandboxReply {
        SandboxReply(
            status: "429 Too Many Requests",
            headers: "retry-after: \(Int((delay ?? 1).rounded(.up)))\r\n",
            body: Array(#"{"error":"Too many requests"}"#.utf8)
        )
    }

    private func time(orSeconds seconds: Double) -> TimeAmount {
        .nanoseconds(Int64((delay ?? seconds) * 1_000_000_000))
    }

    private static func wantingOneID(_ action: Action?) -> [UInt8] {
        Array(#"{"error":"The \#(action == .refillStatus ? "refill" : "order") field is required."}"#.utf8)
    }

    private static func withWrongTypes(_ answer: [UInt8], _ action: Action?) -> [UInt8] {
        let text =
            switch action {
            case .services: #"{"services":"none"}"#
            case .add: #"{"order":[],"x":{}}"#
            case .status:
                withStatus("4", String(decoding: answer, as: UTF8.self))
                    .replacing(#""charge":""#, with: #""charge":[],"x":""#)
                    .replacing(#""remains":""#, with: #""remains":{},"y":""#)
            case .cancel: #"{"cancel":{}}"#
            case .refill: #"{"refill":[]}"#
            case .refillStatus: #"[{"refill":{},"status":true}]"#
            case .balance: #"{"balance":{},"currency":7}"#
            case .orders: #"[{"order":[],"status":true}]"#
            case nil: "17"
            }
        return Array(text.utf8)
    }

    private static func withUnknownStatus(_ answer: [UInt8]) -> [UInt8] {
        Array(withStatus(#""Awaiting moderation""#, String(decoding: answer, as: UTF8.self)).utf8)
    }

    /// The answer with another value for the status of each order.
    private static func withStatus(_ value: String, _ answer: String) -> String {
        var text = answer
        for status in OrderStatus.allCases {
            text.replace("\"status\":\"\(status.wireName)\"", with: "\"status\":\(value)")
        }
        return text
    }
}

extension SandboxReply {
    fileprivate static func html(_ status: StaticString, _ title: String) -> SandboxReply {
        let page = "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
        return SandboxReply(status: status, type: "text/html; charset=utf-8", body: Array(page.utf8))
    }
}
