/// A list of ids as customers send it: `1, 2,3`.
package enum IDList {
    /// The most ids that one request may name.
    package static let maximum = 100

    /// One id of a list.
    package struct Item<ID: TypedID>: Sendable, Equatable {
        /// As it was sent, without the blanks around it.
        package let text: String
        /// The id, or `nil` when the text is none. No such thing can exist then.
        package let id: ID?
    }

    /// The ids of `text`, separated by commas, in order, each once; empty places are passed over.
    ///
    /// - Throws: ``APIRefusal/tooManyIDs`` for more than ``maximum`` different ones.
    package static func parse<ID: TypedID>(_ text: String, as _: ID.Type = ID.self) throws(APIRefusal) -> [Item<ID>] {
        var items: [Item<ID>] = []
        var seenIDs: Set<ID> = []
        var seenTexts: Set<String> = []
        for part in text.utf8.split(separator: UInt8(ascii: ",")) {
            let item = Item<ID>(text: Substring(part).trimmedASCII, id: ID(String(Substring(part))))
            guard !item.text.isEmpty else { continue }
            let isNew = item.id.map { seenIDs.insert($0).inserted } ?? seenTexts.insert(item.text).inserted
            guard isNew else { continue }
            guard items.count < maximum else { throw .tooManyIDs }
            items.append(item)
        }
        return items
    }
}
