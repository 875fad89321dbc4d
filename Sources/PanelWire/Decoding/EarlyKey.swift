import PanelCore

extension RequestDecoder {
    /// The key of a request whose body has not arrived whole, if it stands in the query or in what has. It is what most
    /// programs send first.
    ///
    /// It is a guess: what the request says, ``parameters(body:contentType:query:)`` tells.
    package static func earlyKey(body: Span<UInt8>, contentType: String?, query: Substring?) -> String? {
        if let query, let key = form(Array(query.utf8)) { return key }
        let bytes = body.withUnsafeBufferPointer { Array($0) }
        if contentType?.lowercased().contains("json") ?? false {
            return text(in: bytes, behind: #""key""#, between: #"""#, and: #"""#)
        }
        if contentType?.lowercased().contains("multipart") ?? false {
            return text(in: bytes, behind: #"name="key""#, between: "\r\n\r\n", and: "\r\n")
        }
        guard let end = bytes.lastIndex(of: UInt8(ascii: "&")) else { return nil }
        return form(Array(bytes[..<end]))
    }

    private static func form(_ text: [UInt8]) -> String? {
        (try? FormDecoder.parameters(text.span))?[.key]
    }

    private static func text(in bytes: [UInt8], behind name: String, between start: String, and end: String) -> String?
    {
        guard let name = bytes.firstRange(of: name.utf8),
            let start = bytes[name.upperBound...].firstRange(of: start.utf8),
            let end = bytes[start.upperBound...].firstRange(of: end.utf8)
        else { return nil }
        return String(decoding: bytes[start.upperBound..<end.lowerBound], as: UTF8.self)
    }
}
