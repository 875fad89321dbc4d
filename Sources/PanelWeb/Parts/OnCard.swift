package import PanelMarkup

/// What a card says before a value where a table has a column's heading: phones show no headings.
///
/// The stylesheet says it, so that the text of a cell is its value, whether it is copied or looked for.
package struct OnCard {
    let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var html: HTML { #"<span class="on-card" data-word="\#(text)"></span>"# }
}
