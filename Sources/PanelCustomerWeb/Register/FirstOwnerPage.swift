import PanelCore
package import PanelMarkup
package import PanelSecrets
package import PanelWeb

/// Where the first owner of a new panel is made, by a link that the server prints when it starts.
package struct FirstOwnerPage {
    /// What the link is good for.
    package enum State: Sendable {
        /// - Parameter name: What was typed before, if the page comes back.
        case form(SecretToken, name: String, FormErrors)
        /// The link was used or has ended, or there is an owner already.
        case ended
    }

    let frame: Frame
    let state: State

    /// Errors are by the fields `name` and `password`.
    package init(_ frame: Frame, _ state: State) {
        self.frame = frame
        self.state = state
    }

    package var html: HTML {
        GateShell(frame, title: words.title, content: #"<section class="sheet">\#(sheet)</section>"#).html
    }

    private var sheet: HTML {
        switch state {
        case .form(let token, let name, let errors): form(token, name: name, errors: errors)
        case .ended:
            #"<div class="pad stack roomy"><h1>\#(words.title)</h1><p>\#(words.ended)</p></div>"#
        }
    }

    private func form(_ token: SecretToken, name: String, errors: FormErrors) -> HTML {
        """
        <form class="pad stack roomy" method="post" action="\(address: .firstOwner(token))">\(frame.csrfField)\
        <h1>\(words.title)</h1>
        \(errors.summary(title: words.refused) ?? "<p class=\"soft\">\(words.about)</p>")
        \(Field(
            "name", label: "\(words.name)", errors.isEmpty ? .username.required.first : .username.required,
            value: name, hint: hints.name, error: errors["name"]
        ).html)
        \(Field(
            "password", label: "\(words.password)", .newPassword.required, hint: hints.password,
            error: errors["password"]
        ).html)
        <button class="main wide">\(words.make)</button></form>
        """
    }

    private var words: Words { .in(frame.language) }
    private var hints: CredentialHints { .in(frame.language) }
}

extension FirstOwnerPage {
    struct Words: PageWords {
        let title, about, refused, name, password, make, ended: String

        static let vi = Words(
            title: "Chủ sở hữu đầu tiên",
            about: "Tài khoản này được làm mọi việc trên hệ thống.",
            refused: "Không tạo được tài khoản.",
            name: "Tên đăng nhập",
            password: "Mật khẩu",
            make: "Tạo tài khoản",
            ended: "Liên kết này đã được dùng hoặc đã hết hạn. Khởi động lại máy chủ để có liên kết mới."
        )

        static let en = Words(
            title: "The first owner",
            about: "This account may do everything on the panel.",
            refused: "The account was not made.",
            name: "Name",
            password: "Password",
            make: "Make the account",
            ended: "This link was used or has ended. Start the server again to get a new one."
        )
    }
}
