package import PanelMarkup

/// Words for those who hear the page, where those who see it need none.
package struct Unseen {
    let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var html: HTML { #"<span class="visually-hidden">\#(text)</span>"# }
}
