extension HTML {
    /// A literal while it is put together.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate(set) var bytes: [UInt8]
        #if DEBUG
        fileprivate(set) var place = Place()
        #endif

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes = []
            bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        init(of literal: StaticString) {
            self.init(literalCapacity: literal.utf8CodeUnitCount, interpolationCount: 0)
            appendLiteral(literal)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { literal in
                #if DEBUG
                place.read(literal)
                #endif
                bytes.append(contentsOf: literal)
            }
        }

        /// Text, escaped: between tags, or in an attribute in double quotes that is no address.
        package mutating func appendInterpolation(_ text: String) {
            check(.text)
            Escaping.append(text, to: &bytes)
        }

        /// Text if there is some.
        package mutating func appendInterpolation(_ text: String?) {
            if let text { appendInterpolation(text) }
        }

        /// A whole number: wherever text may stand, and in an address.
        package mutating func appendInterpolation(_ number: some FixedWidthInteger) {
            check(.number)
            Escaping.append(number, to: &bytes)
        }

        /// Markup as it is, between tags.
        package mutating func appendInterpolation(_ html: HTML) {
            check(.markup)
            bytes.append(contentsOf: html.bytes)
        }

        /// Markup if there is some.
        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { appendInterpolation(html) }
        }

        /// Markup for one after the other.
        package mutating func appendInterpolation<Elements: Sequence>(
            each elements: Elements,
            _ body: (Elements.Element) -> HTML
        ) {
            check(.markup)
            for element in elements { bytes.append(contentsOf: body(element).bytes) }
        }

        /// Markup if a condition holds.
        package mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
            if condition { appendInterpolation(html()) }
        }

        /// An attribute without a value, such as ` checked`, or nothing. It stands right behind another attribute or the
        /// name of its element and brings its own space.
        package mutating func appendInterpolation(flag name: StaticString, if condition: Bool) {
            check(.attribute)
            guard condition else { return }
            append(attribute: name)
        }

        /// An attribute if it has a value, such as ` aria-describedby="…"`; it brings its own space. Not for addresses.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            check(.attribute)
            #if DEBUG
            name.withUTF8Buffer { Place.isAttributeOfText($0) }
            #endif
            guard let value else { return }
            append(attribute: name)
            bytes.append(contentsOf: #"=""#.utf8)
            Escaping.append(value, to: &bytes)
            bytes.append(UInt8(ascii: #"""#))
        }

        /// An address in an attribute that is one, such as `href`.
        ///
        /// - Parameter path: Escaped here, but believed as an address: whoever calls this makes sure that it is one of the
        ///   panel's own, and nothing but the type of the panel's addresses calls it.
        package mutating func append(uncheckedAddress path: String) {
            check(.address)
            Escaping.append(path, to: &bytes)
        }

        private mutating func append(attribute name: StaticString) {
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        private func check(_ kind: Place.Kind) {
            #if DEBUG
            place.takes(kind)
            #endif
        }
    }
}
