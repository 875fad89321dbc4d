import PanelCore

/// Where a page of a listing ended, as text that only the same listing understands.
package struct Cursor: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// - Parameter text: What a page gave, or what somebody says that it gave.
    package init(_ text: String) {
        description = text
    }
}

/// A cursor that the listing did not give.
package struct BadCursor: Error, Equatable, CustomStringConvertible {
    package let cursor: Cursor

    package init(_ cursor: Cursor) {
        self.cursor = cursor
    }

    package var description: String { "This is no cursor of the listing. A page says where the next one begins." }
}

extension Cursor {
    /// Numbers that say where a row stands in a listing.
    package init(_ listing: String, _ numbers: Int64...) {
        self.init(([listing] + numbers.map { String($0, radix: 36) }).joined(separator: "."))
    }

    /// Numbers and a text that say where a row stands in a listing.
    package init(_ listing: String, _ numbers: Int64..., text: String) {
        self.init(
            ([listing] + numbers.map { String($0, radix: 36) } + [text.utf8.hexadecimal]).joined(separator: ".")
        )
    }

    /// The numbers of a cursor of `listing`.
    ///
    /// - Throws: ``BadCursor`` when it is none.
    package func numbers(of listing: String, count: Int) throws -> [Int64] {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.dropFirst().compactMap { part -> Int64? in
            // In the one way in which they are written.
            Int64(part, radix: 36).flatMap { String($0, radix: 36) == part ? $0 : nil }
        }
        guard parts[0] == listing, parts.count == count + 1, numbers.count == count else { throw BadCursor(self) }
        return numbers
    }

    /// The numbers and the text of a cursor of `listing`.
    ///
    /// - Throws: ``BadCursor`` when it is none.
    package func numbersAndText(of listing: String, count: Int) throws -> ([Int64], String) {
        guard let dot = description.lastIndex(of: ".") else { throw BadCursor(self) }
        guard let bytes = [UInt8](hexadecimal: description[description.index(after: dot)...]),
            let text = String(validating: bytes, as: UTF8.self),
            let numbers = try? Cursor(String(description[..<dot])).numbers(of: listing, count: count)
        else { throw BadCursor(self) }
        return (numbers, text)
    }
}
