package import PanelMarkup

/// Names and values under each other.
package struct Facts {
    /// Where the values stand.
    package enum Alignment: Sendable {
        /// Left, where they are read or copied. On phones each is below its name.
        case read
        /// Right, where they add up.
        case sums
    }

    let alignment: Alignment
    let pairs: [(name: String, value: HTML)]

    package init(_ alignment: Alignment = .read, _ pairs: [(name: String, value: HTML)]) {
        self.alignment = alignment
        self.pairs = pairs
    }

    package var html: HTML {
        #"<dl class="\#(alignment == .read ? "facts left even tall" : "facts")">\#(each: pairs, pair)</dl>"#
    }

    private func pair(_ pair: (name: String, value: HTML)) -> HTML {
        "<dt>\(pair.name)</dt><dd>\(pair.value)</dd>"
    }
}
