package import PanelMarkup

/// A white sheet with a heading: one subject of a page.
package struct Sheet {
    let id: String
    let title: HTML
    let end: HTML?
    let content: HTML

    /// - Parameters:
    ///   - id: Its id on the page, which links lead to.
    ///   - end: What stands at the right end of its heading.
    ///   - content: Parts with the class `pad`, or a table.
    package init(id: String, title: HTML, end: HTML? = nil, content: HTML) {
        self.id = id
        self.title = title
        self.end = end
        self.content = content
    }

    package var html: HTML {
        """
        <section class="sheet" id="\(id)" aria-labelledby="\(id)-title"><header><h2 id="\(id)-title">\(title)</h2>\
        \(end.map { #"<div class="end row">\#($0)</div>"# as HTML })</header>
        \(content)</section>
        """
    }
}
