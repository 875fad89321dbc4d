/// A piece of a page that can be put into any other piece, whatever people have typed into what it shows.
///
/// It is written as a literal, in which markup stands as it is and everything interpolated is escaped:
///
/// ```swift
/// let row: HTML = "<td><a href=\"\(address: .order(order.id))\">\(order.link)</a></td>"
/// ```
///
/// Only text that stands in the source can be markup: there is no way from a `String` or from bytes to an `HTML` but
/// ``init(text:)``, which escapes. What may be interpolated where is told by ``Place`` in debug builds, in which tests
/// render every page.
package struct HTML: Sendable {
    /// What is sent, in UTF-8.
    package private(set) var bytes: [UInt8]

    /// Nothing.
    package init() {
        bytes = []
    }

    /// Text, escaped.
    package init(text: String) {
        bytes = []
        Escaping.append(text, to: &bytes)
    }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral literal: StaticString) {
        self.init(stringInterpolation: StringInterpolation(of: literal))
    }

    package init(stringInterpolation: StringInterpolation) {
        #if DEBUG
        stringInterpolation.place.ends()
        #endif
        bytes = stringInterpolation.bytes
    }
}
