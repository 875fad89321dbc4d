import PanelCore

/// Reads `application/x-www-form-urlencoded`, as a body or as a query string.
///
/// It reads as PHP does, because the scripts that send it were written against PHP: `+` is a space, a `%` without
/// two hexadecimal digits behind it is a percent sign, a name without `=` has an empty value.
enum FormDecoder {
    /// A name or a value as it was sent.
    private struct Piece {
        let range: Range<Int>
        let isEncoded: Bool
    }

    static func parameters(_ form: Span<UInt8>) throws(APIRefusal) -> ParameterSet {
        var collector = ParameterCollector()
        var position = 0
        while position < form.count {
            let name = scan(form, from: position, isName: true)
            position = name.range.upperBound
            let hasValue = position < form.count && form[position] == UInt8(ascii: "=")
            if name.range.isEmpty, !hasValue {
                position += 1
                continue
            }
            let destination = try admit(name, of: form, in: &collector)
            guard hasValue else {
                try collector.store("", at: destination)
                position += 1
                continue
            }
            let value = scan(form, from: position + 1, isName: false)
            position = value.range.upperBound + 1
            guard destination != .nowhere else { continue }
            let bytes = form.extracting(value.range)
            try collector.store(
                value.isEncoded ? PercentEncoding.decodedText(bytes) : bytes.validatedText(),
                at: destination
            )
        }
        return try collector.finish()
    }

    private static func admit(
        _ name: Piece,
        of form: Span<UInt8>,
        in collector: inout ParameterCollector
    ) throws(APIRefusal) -> ParameterCollector.Destination {
        let bytes = form.extracting(name.range)
        guard name.isEncoded else { return try collector.admit(bytes) }
        return try collector.admit(PercentEncoding.decodedBytes(bytes).span)
    }

    /// The bytes from `start` to the next `&`, for a name also to the next `=`.
    private static func scan(_ form: Span<UInt8>, from start: Int, isName: Bool) -> Piece {
        var isEncoded = false
        var end = start
        while end < form.count {
            let byte = form[end]
            if byte == UInt8(ascii: "&") || (isName && byte == UInt8(ascii: "=")) { break }
            if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "+") { isEncoded = true }
            end += 1
        }
        return Piece(range: start..<end, isEncoded: isEncoded)
    }
}
