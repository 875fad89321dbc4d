import PanelCore

/// Undoes the percent-encoding of forms.
enum PercentEncoding {
    /// The text that was encoded, or `nil` when it is no UTF-8.
    static func decodedText(_ encoded: Span<UInt8>) -> String? {
        encoded.withUnsafeBufferPointer { source in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: source.count) { buffer in
                let count = decode(source, into: buffer)
                return UnsafeBufferPointer(rebasing: buffer[..<count]).validatedText()
            }
        }
    }

    /// The bytes that were encoded.
    static func decodedBytes(_ encoded: Span<UInt8>) -> [UInt8] {
        encoded.withUnsafeBufferPointer { source in
            Array(unsafeUninitializedCapacity: source.count) { buffer, count in
                count = decode(source, into: buffer)
            }
        }
    }

    /// - Parameter buffer: At least as long as `source`; decoding makes nothing longer.
    /// - Returns: How many bytes it wrote.
    private static func decode(
        _ source: UnsafeBufferPointer<UInt8>,
        into buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var count = 0
        var position = 0
        while position < source.count {
            var byte = source[position]
            if byte == UInt8(ascii: "+") {
                byte = UInt8(ascii: " ")
            } else if byte == UInt8(ascii: "%"), position + 2 < source.count,
                let high = source[position + 1].hexDigitValue, let low = source[position + 2].hexDigitValue
            {
                byte = high << 4 | low
                position += 2
            }
            buffer[count] = byte
            count += 1
            position += 1
        }
        return count
    }
}
