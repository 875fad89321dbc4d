/// The passwords that most people use, which are what is tried first: those of the 10,000 commonest that are long enough to
/// be a password here, and those of the next 9,640. Where the list comes from, and its licence, stands beside it
/// (`CommonPasswords/LICENSE.txt`).
enum CommonPasswords {
    /// Lines in lower case, in the order of their bytes, each with its line feed. They are read where the program has them.
    private static let lines = PackageResources.common_passwords_txt

    static func contains(_ lowercased: String) -> Bool {
        contains(Array(lowercased.utf8))
    }

    private static func contains(_ wanted: [UInt8]) -> Bool {
        lines.withUnsafeBufferPointer { lines in
            // Both are where a line starts, or the end.
            var (low, high) = (0, lines.count)
            while low < high {
                var start = low + (high - low) / 2
                while start > low, lines[start - 1] != lineFeed { start -= 1 }
                var end = start
                while lines[end] != lineFeed { end += 1 }
                let line = lines[start..<end]
                if line.elementsEqual(wanted) { return true }
                if line.lexicographicallyPrecedes(wanted) { low = end + 1 } else { high = start }
            }
            return false
        }
    }

    private static let lineFeed = UInt8(ascii: "\n")
}
