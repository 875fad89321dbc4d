package import PanelCore

extension JSONWriter {
    /// Longest text of a number: a sign, 19 digits and a point.
    private static let longestNumber = 21

    /// Adds the decimal digits of a whole number.
    package mutating func appendInteger(_ value: Int64) {
        append(upTo: JSONWriter.longestNumber) { buffer in
            var end = 0
            if value < 0 { end = JSONWriter.put("-", at: end, of: buffer) }
            return JSONWriter.putDigits(of: value.magnitude, at: end, of: buffer)
        }
    }

    /// Adds an amount as its `description` has it, without quotes.
    package mutating func appendMoney(_ amount: Money) {
        append(upTo: JSONWriter.longestNumber) { JSONWriter.put(amount, at: $0) }
    }

    /// How many bytes ``appendMoney(_:)`` adds.
    static func length(of amount: Money) -> Int {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestNumber) { put(amount, at: $0) }
    }

    /// - Returns: The place behind the amount.
    private static func put(_ amount: Money, at buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let (units, micros) = amount.micros.magnitude.quotientAndRemainder(dividingBy: UInt64(Money.microsPerUnit))
        var end = 0
        if amount.isNegative { end = put("-", at: end, of: buffer) }
        end = putDigits(of: units, at: end, of: buffer)
        guard micros > 0 else { return end }
        // The one in front keeps the leading zeros; the point takes its place.
        let point = end
        end = putDigits(of: UInt64(Money.microsPerUnit) + micros, at: point, of: buffer)
        _ = put(".", at: point, of: buffer)
        while buffer[end - 1] == UInt8(ascii: "0") { end -= 1 }
        return end
    }

    /// - Returns: The place behind the character.
    private static func put(
        _ character: Unicode.Scalar,
        at position: Int,
        of buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        buffer[position] = UInt8(ascii: character)
        return position + 1
    }

    /// - Parameter value: The magnitude of an `Int64`.
    /// - Returns: The place behind the digits.
    private static func putDigits(
        of value: UInt64,
        at start: Int,
        of buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var end = start + 1
        // No `Int64` has a magnitude of 10^19 or more, and that still fits.
        var power: UInt64 = 10
        while value >= power {
            end += 1
            power *= 10
        }
        let zero = UInt8(ascii: "0")
        var rest = value
        var position = end
        // Two digits a step: each step waits for the division of the one before.
        while rest >= 10 {
            let pair = UInt8(truncatingIfNeeded: rest % 100)
            rest /= 100
            position -= 2
            buffer[position] = zero + pair / 10
            buffer[position + 1] = zero + pair % 10
        }
        if position > start { buffer[start] = zero + UInt8(truncatingIfNeeded: rest) }
        return end
    }
}
