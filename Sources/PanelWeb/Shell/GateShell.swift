package import PanelMarkup

/// What pages without a session are in: the panel's name, the languages, and one narrow column.
package struct GateShell {
    let frame: Frame
    let title: String
    let content: HTML

    /// - Parameters:
    ///   - title: What the page is about, in a few words. The panel's name follows it.
    ///   - content: What the page shows. It has the page's one `h1`.
    package init(_ frame: Frame, title: String, content: HTML) {
        self.frame = frame
        self.title = title
        self.content = content
    }

    package var html: HTML {
        Document(
            frame: frame,
            title: title,
            body: """
                <header class="bar"><a class="name" href="\(address: .home)">\(frame.panelName)</a>
                \(LanguageLinks(frame: frame).html)</header>
                <main id="main" class="gate">
                \(content)
                </main>
                """
        ).html
    }
}
