/// How far a literal has got in a page, so that only what belongs there is interpolated there.
///
/// It stops the program when something does not. That is for debug builds: every page is rendered by tests, and each literal
/// is read whatever the page shows.
struct Place {
    /// What may be interpolated.
    enum Kind {
        case text, number, markup, attribute, address
    }

    private enum State: Equatable {
        /// Between tags.
        case text
        /// In the name of an element, or at its `<`.
        case name
        /// In a tag, where attributes stand.
        case attributes
        /// Behind an attribute's `=`.
        case unquoted
        /// In double quotes.
        case value
        /// In the double quotes of an attribute that leads somewhere.
        case addressValue
        /// Where text is code: in a script or a stylesheet.
        case code
        case comment
    }

    private var state = State.text
    private var attribute: [UInt8] = []
    private var element: [UInt8] = []

    /// Attributes whose values are addresses.
    private static let addresses: Set = [
        "href", "src", "action", "formaction", "data-live", "data-refresh", "data-options",
    ]

    /// Goes on by a part of a literal.
    mutating func read(_ literal: UnsafeBufferPointer<UInt8>) {
        for byte in literal { read(byte) }
    }

    private mutating func read(_ byte: UInt8) {
        switch state {
        case .text, .code: if byte == UInt8(ascii: "<") { (state, element) = (.name, []) }
        case .name: readName(byte)
        case .attributes: readAttribute(byte)
        case .unquoted: readUnquoted(byte)
        case .value, .addressValue: if byte == UInt8(ascii: #"""#) { endAttribute() }
        case .comment:
            element.append(byte)
            if element.suffix(3) == Array("-->".utf8) { (state, element) = (.text, []) }
        }
    }

    private mutating func readName(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ">"): endTag()
        case _ where Self.isSpace(byte): endAttribute()
        default: element.append(byte | 0x20)
        }
        if element == Array("!--".utf8) { (state, element) = (.comment, []) }
    }

    private mutating func readAttribute(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ">"): endTag()
        case UInt8(ascii: "="):
            Self.checkPolicy(attribute)
            state = .unquoted
        case _ where Self.isSpace(byte): attribute = []
        default: attribute.append(byte | 0x20)
        }
    }

    private mutating func readUnquoted(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ">"): endTag()
        case UInt8(ascii: #"""#): state = Self.isAddress(attribute) ? .addressValue : .value
        case _ where Self.isSpace(byte): endAttribute()
        default: break
        }
    }

    private mutating func endAttribute() {
        (state, attribute) = (.attributes, [])
    }

    private mutating func endTag() {
        let isCode = element == Array("script".utf8) || element == Array("style".utf8)
        (state, element) = (isCode ? .code : .text, [])
    }

    /// Whether something may stand here.
    func takes(_ kind: Kind) {
        switch (state, kind) {
        case (.text, .text), (.text, .number), (.text, .markup),
            (.value, .text), (.value, .number), (.value, .address),
            (.addressValue, .number), (.addressValue, .address),
            (.attributes, .attribute), (.name, .attribute):
            return
        default: preconditionFailure("\(kind) is interpolated where a page is in \(state)")
        }
    }

    /// Whether a literal may end here: it must be able to stand anywhere between tags.
    func ends() {
        precondition(state == .text, "a literal ends where a page is in \(state)")
    }

    // MARK: Attributes

    /// Whether an attribute may be given a text.
    static func isAttributeOfText(_ name: UnsafeBufferPointer<UInt8>) {
        checkPolicy(Array(name))
        precondition(!isAddress(Array(name)), "an address is given as text")
    }

    /// A page's own policy has browsers ignore these (`Content-Security-Policy`).
    private static func checkPolicy(_ attribute: [UInt8]) {
        precondition(
            !attribute.starts(with: "on".utf8) && attribute != Array("style".utf8) && attribute != Array("srcdoc".utf8),
            "the attribute \(String(decoding: attribute, as: UTF8.self)) does nothing in a page of the panel"
        )
    }

    private static func isAddress(_ attribute: [UInt8]) -> Bool {
        addresses.contains(String(decoding: attribute, as: UTF8.self))
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }
}
