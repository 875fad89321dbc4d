package import PanelMarkup

/// One of a few values to choose, with what it means. Those of one name stand in a `<fieldset>`.
package struct RadioCard {
    let name: String
    let value: String
    let title: HTML
    let text: HTML?
    let isChosen: Bool

    package init(_ name: String, value: String, title: HTML, text: HTML? = nil, isChosen: Bool) {
        self.name = name
        self.value = value
        self.title = title
        self.text = text
        self.isChosen = isChosen
    }

    package var html: HTML {
        """
        <div class="choice"><input type="radio" name="\(name)" id="\(name)-\(value)" value="\(value)"\
        \(flag: "checked", if: isChosen)\(attribute: "aria-describedby", text.map { _ in "\(name)-\(value)-text" })>\
        <label for="\(name)-\(value)">\(title)</label>\
        \(text.map { #"<p class="soft small" id="\#(name)-\#(value)-text">\#($0)</p>"# as HTML })</div>
        """
    }
}
