/// Reads a page as strictly as no browser does: what the panel does not write is an error. So nothing that people typed
/// can become markup without a test seeing it.
package struct MarkupReader {
    /// Something that the panel does not write.
    package struct Problem: Error, CustomStringConvertible {
        package let what: String
        /// What stands before it.
        package let before: String

        package var description: String { "\(what), behind …\(before)" }
    }

    private let bytes: [UInt8]
    private var position = 0
    private var root = MarkupElement(name: "")
    /// Those that are open, the outermost first.
    private var open: [MarkupElement] = []

    /// Reads a whole page or a fragment.
    ///
    /// - Throws: ``Problem``, the first one.
    package static func read(_ bytes: [UInt8]) throws -> MarkupElement {
        var reader = MarkupReader(bytes: bytes)
        try reader.readAll()
        return reader.root
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func readAll() throws {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw problem("not UTF-8") }
        open = [root]
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<") {
                try readTag()
            } else {
                let text = try readText(upTo: "<")
                open[open.count - 1].children.append(.text(text))
            }
        }
        guard open.count == 1 else { throw problem("<\(open.last?.name ?? "")> is not closed") }
        root = open[0]
    }

    // MARK: Tags

    private mutating func readTag() throws {
        if skip("<!doctype html>") {
            guard open.count == 1 else { throw problem("a doctype inside of the page") }
        } else if skip("</") {
            let name = readName()
            guard skip(">") else { throw problem("</\(name) is not a tag") }
            guard open.count > 1, open.last?.name == name else {
                throw problem("</\(name)> closes <\(open.last?.name ?? "")>")
            }
            close()
        } else {
            position += 1
            try readElement(readName())
        }
    }

    private mutating func readElement(_ name: String) throws {
        guard MarkupRules.elements.contains(name) else { throw problem("<\(name)> is no element of the panel") }
        var element = MarkupElement(name: name)
        while skipSpace() {
            guard bytes[position] != UInt8(ascii: ">") else { break }
            let attribute = readName()
            guard MarkupRules.allows(attribute, on: name) else {
                throw problem("\(attribute) is no attribute of <\(name)>")
            }
            guard element.attributes[attribute] == nil else { throw problem("\(attribute) stands twice") }
            element.attributes[attribute] = try readValue()
        }
        let endsItself = skip("/>")
        guard endsItself || skip(">") else { throw problem("<\(name) is not a tag") }
        open.append(element)
        if endsItself || MarkupRules.void.contains(name) { close() }
    }

    private mutating func readValue() throws -> String {
        guard skip("=") else { return "" }
        guard skip(#"""#) else { throw problem("a value without quotes") }
        let value = try readText(upTo: #"""#)
        guard skip(#"""#) else { throw problem("a value does not end") }
        return value
    }

    private mutating func close() {
        let element = open.removeLast()
        open[open.count - 1].children.append(.element(element))
    }

    // MARK: Text

    /// - Parameter end: What ends it, and is left to be read.
    private mutating func readText(upTo end: Unicode.Scalar) throws -> String {
        var text: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: end) {
            switch bytes[position] {
            case UInt8(ascii: "&"): text.append(contentsOf: try readReference().utf8)
            case UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "'") where end != "<", UInt8(ascii: #"""#) where end != "<", 0:
                // Text that people typed is escaped wherever it stands. Between tags the panel's own words may have quotes.
                throw problem("a character that is escaped elsewhere")
            default:
                text.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func readReference() throws -> String {
        for (reference, text) in MarkupRules.references where skip(reference) { return text }
        throw problem("an & that is not escaped")
    }

    // MARK: Bytes

    private mutating func readName() -> String {
        let start = position
        while position < bytes.count, MarkupRules.isInName(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skip(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func skipSpace() -> Bool {
        let start = position
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\n") {
            position += 1
        }
        return position > start && position < bytes.count
    }

    private func problem(_ what: String) -> Problem {
        let before = bytes[max(0, position - 60)..<min(position, bytes.count)]
        return Problem(what: what, before: String(decoding: before, as: UTF8.self))
    }
}
