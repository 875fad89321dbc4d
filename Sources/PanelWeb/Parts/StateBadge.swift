package import PanelMarkup

/// A state as a dot and a word, so that colour alone says nothing.
package struct StateBadge {
    package enum Tone: String, Sendable {
        /// Nothing happens yet, or any more: the dot is hollow.
        case idle
        /// Something happens.
        case busy
        case good
        case warn
        case bad
    }

    let tone: Tone
    let text: String

    package init(_ tone: Tone, _ text: String) {
        self.tone = tone
        self.text = text
    }

    package var html: HTML { #"<span class="state \#(tone.rawValue)">\#(text)</span>"# }
}
