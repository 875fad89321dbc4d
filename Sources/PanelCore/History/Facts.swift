/// What is stored of something that happened besides its code: named values, in the order in which they were set.
package struct Facts: Equatable, Sendable {
    /// One of them.
    package struct Entry: Equatable, Sendable {
        package let name: String
        package let value: String
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    subscript(name: String) -> String? {
        get { entries.first { $0.name == name }?.value }
        set { if let newValue { entries.append(Entry(name: name, value: newValue)) } }
    }

    // MARK: Text

    /// In one line: `name=value`, with tabs between.
    package var text: String {
        entries.map { "\($0.name)=\($0.value.escaped)" }.joined(separator: "\t")
    }

    /// Reads ``text``; `nil` for anything else.
    package init?(text: String) {
        for field in text.unicodeScalars.split(separator: "\t") {
            guard let end = field.firstIndex(of: "="), let value = String(field[field.index(after: end)...]).unescaped
            else { return nil }
            entries.append(Entry(name: String(field[..<end]), value: value))
        }
    }
}

extension Facts {
    func text(_ name: String) -> KeptText? { self[name].map { KeptText($0) } }
    func number(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }
    func money(_ name: String) -> Money? { self[name].flatMap { Money($0) } }
    func upstreamID(_ name: String = "upstream_id") -> UpstreamID? { self[name].map { UpstreamID(unchecked: $0) } }
    func id<ID: TypedID>(_ name: String) -> ID? { number(name).map { ID(rawValue: $0) } }
}

extension String {
    /// Without characters that separate facts.
    fileprivate var escaped: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n") })
        else { return self }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    fileprivate var unescaped: String? {
        guard utf8.contains(UInt8(ascii: "\\")) else { return self }
        var text = ""
        var scalars = unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "\\" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.next() {
            case "\\": text += "\\"
            case "t": text += "\t"
            case "n": text += "\n"
            default: return nil
            }
        }
        return text
    }
}
