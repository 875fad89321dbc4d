package import PanelCore

extension JSONWriter {
    /// Longest text of a number: a sign, 19 digits and a point.
    private static let longestNumber = 21

    /// Adds the decimal digits of a whole number.
    package mutating func appendInteger(_ value: Int64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: JSONWriter.longestNumber) { buffer in
            var start = JSONWriter.writeDigits(value.magnitude, before: buffer.count, in: buffer)
            if value < 0 { JSONWriter.prepend("-", before: &start, in: buffer) }
            append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
        }
    }

    /// Adds an amount as its `description` has it, without quotes.
    package mutating func appendMoney(_ amount: Money) {
        let (units, micros) = amount.micros.magnitude.quotientAndRemainder(dividingBy: UInt64(Money.microsPerUnit))
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: JSONWriter.longestNumber) { buffer in
            var start = buffer.count
            if micros > 0 {
                var fraction = micros
                var places = Money.decimalPlaces
                while fraction % 10 == 0 {
                    fraction /= 10
                    places -= 1
                }
                let pointEnd = start - places
                start = JSONWriter.writeDigits(fraction, before: start, in: buffer)
                while start > pointEnd { JSONWriter.prepend("0", before: &start, in: buffer) }
                JSONWriter.prepend(".", before: &start, in: buffer)
            }
            start = JSONWriter.writeDigits(units, before: start, in: buffer)
            if amount.isNegative { JSONWriter.prepend("-", before: &start, in: buffer) }
            append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
        }
    }

    /// - Returns: Where the digits begin.
    private static func writeDigits(
        _ value: UInt64,
        before end: Int,
        in buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var start = end
        var rest = value
        repeat {
            start -= 1
            buffer[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        return start
    }

    private static func prepend(
        _ character: Unicode.Scalar,
        before start: inout Int,
        in buffer: UnsafeMutableBufferPointer<UInt8>
    ) {
        start -= 1
        buffer[start] = UInt8(ascii: character)
    }
}
