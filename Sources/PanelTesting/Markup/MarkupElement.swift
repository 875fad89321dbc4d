/// An element of a page, as ``MarkupReader`` has read it.
package struct MarkupElement: Sendable {
    package enum Child: Sendable {
        case text(String)
        case element(MarkupElement)
    }

    package let name: String
    package internal(set) var attributes: [String: String] = [:]
    package internal(set) var children: [Child] = []

    package subscript(attribute: String) -> String? { attributes[attribute] }

    /// The elements in it, however deep, in the order of the page.
    package var descendants: [MarkupElement] {
        children.flatMap { child in
            switch child {
            case .text: [MarkupElement]()
            case .element(let element): [element] + element.descendants
            }
        }
    }

    /// The text in it, however deep.
    package var text: String {
        children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element): element.text
            }
        }.joined()
    }

    package func all(_ name: String) -> [MarkupElement] {
        descendants.filter { $0.name == name }
    }

    /// The element with this id, if there is one.
    package func element(id: String) -> MarkupElement? {
        descendants.first { $0["id"] == id }
    }
}
