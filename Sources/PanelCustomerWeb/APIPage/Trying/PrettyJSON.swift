/// JSON as people read it: a line for each value, two spaces for each level.
enum PrettyJSON {
    /// - Parameter json: Without blanks between its parts, as the API writes it. It may be cut off anywhere.
    static func text(_ json: some Collection<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(json.count * 2)
        var depth = 0
        var isInString = false
        var isEscaped = false
        var last: UInt8?
        func breakLine() {
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(depth, 0) * 2))
        }
        for byte in json {
            defer { last = byte }
            if isInString {
                bytes.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: #"""#) {
                    isInString = false
                }
                continue
            }
            let opened = last == UInt8(ascii: "[") || last == UInt8(ascii: "{")
            switch byte {
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if !opened { breakLine() }
                bytes.append(byte)
            case UInt8(ascii: ","):
                bytes.append(byte)
                breakLine()
            case UInt8(ascii: ":"):
                bytes.append(byte)
                bytes.append(UInt8(ascii: " "))
            default:
                if opened { breakLine() }
                bytes.append(byte)
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
                isInString = byte == UInt8(ascii: #"""#)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
