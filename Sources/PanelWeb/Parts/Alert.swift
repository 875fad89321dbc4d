package import PanelMarkup

/// A box that says something about the whole page. What was wrong with a form is in ``FormErrors``.
package struct Alert {
    package enum Tone: String, Sendable {
        /// Something did not work.
        case bad
        /// Something to know.
        case note
        /// Something worked.
        case fine
        /// Something that costs or can not be undone.
        case warn
    }

    let tone: Tone
    let content: HTML

    package init(_ tone: Tone, _ content: HTML) {
        self.tone = tone
        self.content = content
    }

    /// A reader of screens is told at once what did not work, and the rest when it has nothing else to say.
    package var html: HTML {
        #"<div class="alert \#(tone.rawValue)" role="\#(tone == .bad ? "alert" : "status")">\#(content)</div>"#
    }
}
