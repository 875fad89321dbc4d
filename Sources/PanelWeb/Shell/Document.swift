import PanelCore
import PanelMarkup

/// What every page is in, whatever its shell: the head, and the link that leads past the navigation.
struct Document {
    let frame: Frame
    let title: String
    let body: HTML

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(frame.language.rawValue)"\(attribute: "data-theme", theme)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <title>\(title) · \(frame.panelName)</title>
        <link rel="icon" type="image/svg+xml" href="\(address: .asset(.icon))">
        <link rel="stylesheet" href="\(address: .asset(.stylesheet))">
        <script type="module" src="\(address: .asset(.script))"></script>
        </head>
        <body>
        <a class="skip" href="#main">\(words.skip)</a>
        \(body)
        </body>
        </html>

        """
    }

    /// Nothing leaves it to the device.
    private var theme: String? {
        frame.theme == .device ? nil : frame.theme.rawValue
    }

    private var words: Words { .in(frame.language) }
}

extension Document {
    struct Words: Sendable {
        let skip: String

        static let vi = Words(skip: "Đến nội dung")
        static let en = Words(skip: "Skip to content")

        static func `in`(_ language: Language) -> Words {
            switch language {
            case .vietnamese: vi
            case .english: en
            }
        }
    }
}
