package import PanelMarkup

/// The heading of a page, with what belongs to it and what can be done.
package struct PageHead {
    let title: String
    let after: HTML?
    let end: HTML?

    /// - Parameters:
    ///   - after: A state, or a few words.
    ///   - end: Buttons, and links that look like some.
    package init(_ title: String, after: HTML? = nil, end: HTML? = nil) {
        self.title = title
        self.after = after
        self.end = end
    }

    package var html: HTML {
        """
        <div class="head"><h1>\(title)</h1>\(after)\(end.map { #"<div class="end">\#($0)</div>"# as HTML })</div>
        """
    }
}
