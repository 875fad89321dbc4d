package import PanelCore
package import PanelMarkup

/// Text of a program, with a button that copies it.
package struct CodeBlock {
    let id: String
    let text: String
    let what: String
    let language: Language

    /// - Parameters:
    ///   - id: The id of the text on the page.
    ///   - what: What it is, for those who hear the button: "curl", "the answer".
    package init(id: String, _ text: String, what: String, in language: Language) {
        self.id = id
        self.text = text
        self.what = what
        self.language = language
    }

    package var html: HTML {
        """
        <div class="block"><pre tabindex="0"><code id="\(id)">\(text)</code></pre>\
        \(CopyButton(of: id, what: what, in: language).html)</div>
        """
    }
}
