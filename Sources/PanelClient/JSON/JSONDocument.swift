/// A JSON text (RFC 8259) that was read once, as a flat list of its values.
///
/// It is read without making a text or a number of anything: a value is where it stands in the bytes. Statuses of
/// orders are read thousands of times a second, and most of what comes with them is not needed. A class, so that
/// values that point into it cost one reference.
final class JSONDocument: Sendable {
    /// What a value is.
    enum Kind: UInt8 {
        case object
        case array
        case string
        case number
        case `true`
        case `false`
        case null
    }

    /// A value. Those within an object or array come behind it; in an object, names and values take turns.
    struct Node {
        var kind: Kind
        /// Whether a string has backslashes.
        var hasEscapes = false
        /// Where it stands; a string without its quotes.
        var start: UInt32
        var end: UInt32
        /// The node behind it and all that it holds.
        var next: UInt32
    }

    /// Why bytes are not read.
    enum Failure: Error {
        case empty
        case malformed
        /// It ends before it is complete, and is well-formed until there.
        case truncated
        /// It has more values, or they nest deeper, than any answer has.
        case tooLarge
    }

    /// How deep values may nest.
    static let deepest = 64
    /// How many values there may be in so many bytes: a catalogue has fewer. Up to 64 MiB it bounds the memory to about
    /// 100 MB, and beyond that to about as much again as the bytes.
    static func mostNodes(in count: Int) -> Int { max(6_000_000, count / 12) }

    let bytes: [UInt8]
    let nodes: [Node]

    /// - Parameter bytes: UTF-8, with or without a byte order mark.
    init(_ bytes: [UInt8]) throws(Failure) {
        var reader = JSONReader(expecting: bytes.count)
        try reader.read(bytes.span)
        self.bytes = bytes
        nodes = reader.nodes
    }

    var root: JSONValue { JSONValue(document: self, index: 0) }
}
