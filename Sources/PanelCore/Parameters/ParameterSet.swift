/// The known parameters of one request, each at most once, as text, whatever encoding carried them.
package struct ParameterSet: Sendable, Equatable {
    /// One parameter as it was sent.
    package struct Entry: Sendable, Hashable {
        package let name: ParameterName
        package let value: String

        package init(_ name: ParameterName, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    // A request has a handful of parameters: a linear search beats hashing.
    package private(set) var entries: [Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = entries
    }

    /// The value of `name` as it was sent, or `nil` when it was not.
    package subscript(name: ParameterName) -> String? {
        for entry in entries where entry.name == name { return entry.value }
        return nil
    }

    /// The value of `name` when there is more in it than white space.
    package func text(_ name: ParameterName) -> String? {
        guard let value = self[name], !value.isBlank else { return nil }
        return value
    }

    /// The value of an optional parameter. Programs also send those that nobody asked for: what their languages call
    /// nothing is as good as not sent.
    package func said(_ name: ParameterName) -> String? {
        guard let text = text(name) else { return nil }
        let word = text.trimmedASCII
        let isNothing = word.utf8.count <= 9 && ["undefined", "null", "nan"].contains(word.lowercased())
        return isNothing ? nil : text
    }

    /// The list of ids that was asked for: `list`, or an `id` that is several; `nil` when it was for one, or none.
    package func idList(_ list: ParameterName, or id: ParameterName) -> String? {
        if let list = text(list) { return list }
        guard let id = text(id), id.utf8.contains(UInt8(ascii: ",")) else { return nil }
        return id
    }

    /// Adds a parameter.
    ///
    /// - Returns: `false`, and nothing is added, when one of that name is there already.
    package mutating func insert(_ name: ParameterName, _ value: String) -> Bool {
        guard self[name] == nil else { return false }
        entries.append(Entry(name, value))
        return true
    }

    /// Gives a parameter a value, unless it has one that is not blank: blank is as good as not sent.
    package mutating func fill(_ name: ParameterName, with value: String) {
        guard self[name]?.isBlank ?? true else { return }
        entries.removeAll { $0.name == name }
        entries.append(Entry(name, value))
    }

    /// Adds those of `other` whose names are not here yet: what is here wins.
    package mutating func fill(from other: ParameterSet) {
        for entry in other.entries { _ = insert(entry.name, entry.value) }
    }
}
