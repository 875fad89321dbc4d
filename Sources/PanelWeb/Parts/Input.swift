/// What is typed into a field of one line, so that browsers, keyboards and password managers help.
///
/// They help only: what is sent is looked at by the server, which says what is wrong in the page's own words. There is no
/// `maxlength`: it cuts what is pasted without a word, and counts a letter with its marks as up to three.
package struct Input: Sendable {
    let type: String
    var autocomplete: String?
    var mode: String?
    /// Whether words are typed, which a keyboard may correct.
    var isProse = false
    var isCode = false
    var isRequired = false
    var isFirst = false

    package static let text = Input(type: "text", isProse: true)
    /// A name by which somebody logs in.
    package static let username = Input(type: "text", autocomplete: "username")
    package static let email = Input(type: "email", autocomplete: "email")
    package static let currentPassword = Input(type: "password", autocomplete: "current-password")
    package static let newPassword = Input(type: "password", autocomplete: "new-password")
    /// A code that works once. Recovery codes have letters, so the keyboard is not one of digits alone.
    package static let oneTimeCode = Input(type: "text", autocomplete: "one-time-code", isCode: true)
    package static let digits = Input(type: "text", autocomplete: "off", mode: "numeric")
    /// A day, which browsers send as `2026-11-24`.
    package static let day = Input(type: "date", autocomplete: "off")
    package static let url = Input(type: "url", autocomplete: "off")
    /// A value that programs use, such as an id or a list of them.
    package static let code = Input(type: "text", autocomplete: "off", isCode: true)

    /// A form without it is not sent.
    package var required: Input {
        var input = self
        input.isRequired = true
        return input
    }

    /// The page opens with it. At most one field of a page has this.
    package var first: Input {
        var input = self
        input.isFirst = true
        return input
    }

    /// The keyboard of a phone has digits alone.
    package var numeric: Input {
        var input = self
        input.mode = "numeric"
        return input
    }
}
