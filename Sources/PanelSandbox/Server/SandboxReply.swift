import NIOCore

/// An answer, and the way it gets to the other side.
struct SandboxReply {
    /// How the bytes are sent.
    enum Manner {
        case whole
        case never
        case late(TimeAmount)
        /// One byte of the body at a time.
        case slow(TimeAmount)
        /// The first half of the body, and then the end of the connection.
        case half
        /// A reset in place of an answer.
        case reset
    }

    var status: StaticString = "200 OK"
    var type: StaticString = "application/json; charset=utf-8"
    /// Whole header lines, each with its end.
    var headers = ""
    var body: [UInt8]
    var manner = Manner.whole

    static func text(_ status: StaticString, _ body: String) -> SandboxReply {
        SandboxReply(status: status, type: "text/plain; charset=utf-8", body: Array(body.utf8))
    }

    /// The head of the answer, and room for the body behind it.
    ///
    /// It is written here and not by an encoder, because every answer has the same few lines.
    func head(_ persistence: Persistence, allocator: ByteBufferAllocator) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: 192 + headers.utf8.count + body.count)
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeStaticString(status)
        buffer.writeStaticString("\r\ncontent-type: ")
        buffer.writeStaticString(type)
        buffer.writeStaticString("\r\ncontent-length: ")
        buffer.writeString(String(body.count))
        buffer.writeStaticString("\r\n")
        switch persistence {
        case .implied: break
        case .promised: buffer.writeStaticString("connection: keep-alive\r\n")
        case .none: buffer.writeStaticString("connection: close\r\n")
        }
        if !headers.isEmpty { buffer.writeString(headers) }
        buffer.writeStaticString("\r\n")
        return buffer
    }

    /// What becomes of the connection behind an answer.
    enum Persistence {
        case implied
        /// To clients of HTTP/1.0, which want to read it.
        case promised
        case none
    }
}
