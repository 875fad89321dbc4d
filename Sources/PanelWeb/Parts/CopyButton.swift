package import PanelCore
package import PanelMarkup

/// A button that copies the text of an element. The script shows it where the browser can copy.
package struct CopyButton {
    /// How much room it takes.
    package enum Size: String, Sendable {
        case bare = "bare tiny"
        case button
    }

    let target: String
    let what: String
    let size: Size
    let language: Language

    /// - Parameters:
    ///   - target: The id of the element.
    ///   - what: What is copied, for those who do not see what the button stands beside.
    package init(of target: String, what: String, size: Size = .bare, in language: Language) {
        self.target = target
        self.what = what
        self.size = size
        self.language = language
    }

    package var html: HTML {
        """
        <button type="button" class="\(size.rawValue)" data-copy="\(target)" data-done="\(copied)" hidden>\
        <span>\(copy)</span>\(Unseen(" \(what)").html)</button>
        """
    }

    private var copy: String {
        switch language {
        case .vietnamese: "Sao chép"
        case .english: "Copy"
        }
    }

    private var copied: String {
        switch language {
        case .vietnamese: "Đã chép"
        case .english: "Copied"
        }
    }
}
