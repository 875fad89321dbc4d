package import PanelCore
package import PanelMarkup

/// A question that the script asks before it sends a form with `data-confirm` of this id. Without the script the form
/// acts at once.
package struct ConfirmDialog {
    let id: String
    let title: String
    let text: String
    let yes: String
    let language: Language

    /// - Parameter yes: What is done, as it stands on the button.
    package init(id: String, title: String, text: String, yes: String, in language: Language) {
        self.id = id
        self.title = title
        self.text = text
        self.yes = yes
        self.language = language
    }

    package var html: HTML {
        """
        <dialog id="\(id)" aria-labelledby="\(id)-title"><form method="dialog" class="pad stack">\
        <h2 id="\(id)-title">\(title)</h2><p data-about></p><p class="soft">\(text)</p>\
        <div class="row"><button class="main" value="yes">\(yes)</button><button value="no">\(no)</button></div>\
        </form></dialog>
        """
    }

    private var no: String {
        switch language {
        case .vietnamese: "Giữ nguyên"
        case .english: "Keep it as it is"
        }
    }
}
