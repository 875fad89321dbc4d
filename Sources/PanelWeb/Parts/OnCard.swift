package import PanelMarkup

/// What a card says before a value where a table has a column's heading: phones show no headings.
package struct OnCard {
    let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var html: HTML { #"<span class="on-card">\#(text) </span>"# }
}
