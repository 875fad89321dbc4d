package import PanelCore
import PanelMarkup

/// The page in the other languages, for those who have no account that says which one they read.
struct LanguageLinks {
    let frame: Frame

    var html: HTML {
        """
        <nav class="pair" aria-label="\(label)">\(each: Language.allCases, link)</nav>
        """
    }

    private var label: String {
        switch frame.language {
        case .vietnamese: "Ngôn ngữ"
        case .english: "Language"
        }
    }

    private func link(to language: Language) -> HTML {
        let code = language.rawValue
        let current = language == frame.language ? "true" : nil
        return """
            <a lang="\(code)" hreflang="\(code)" href="\(address: .translated(frame.here, language))"\
            \(attribute: "aria-current", current)>\(language.ownName)</a>
            """
    }
}

extension Language {
    /// What those who speak it call it.
    package var ownName: String {
        switch self {
        case .vietnamese: "Tiếng Việt"
        case .english: "English"
        }
    }
}
