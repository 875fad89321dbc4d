import PanelCore
package import PanelMarkup
package import PanelSecrets
package import PanelWeb

/// Where somebody sets a new password with a link that works once.
package struct ResetPage {
    /// What the link is good for.
    package enum State: Sendable {
        /// - Parameter name: Whose password it is.
        case form(SecretToken, name: String, FormErrors)
        /// The link was used or has ended.
        case ended
    }

    let frame: Frame
    let state: State

    /// Errors are by the field `password`.
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
            """
            <div class="pad stack roomy"><h1>\(words.title)</h1><p>\(words.ended)</p>\
            <a class="button" href="\(address: .logIn)">\(words.logIn)</a></div>
            """
        }
    }

    private func form(_ token: SecretToken, name: String, errors: FormErrors) -> HTML {
        """
        <form class="pad stack roomy" method="post" action="\(address: .reset(token))">\(frame.csrfField)\
        \(PasswordOwner(name).html)\
        <h1>\(words.title)</h1>
        \(errors.summary(title: words.refused))
        <p class="soft">\(words.account) <b>\(name)</b></p>
        \(Field(
            "password", label: "\(words.password)", errors.isEmpty ? .newPassword.required.first : .newPassword.required,
            hint: hints.password, error: errors["password"]
        ).html)
        <button class="main wide">\(words.set)</button>
        <p class="soft small">\(words.signsOut)</p></form>
        """
    }

    private var words: Words { .in(frame.language) }
    private var hints: CredentialHints { .in(frame.language) }
}

extension ResetPage {
    struct Words: PageWords {
        let title, account, refused, password, set, signsOut, ended, logIn: String

        static let vi = Words(
            title: "Đặt mật khẩu mới",
            account: "Tài khoản",
            refused: "Chưa đổi được mật khẩu.",
            password: "Mật khẩu mới",
            set: "Đặt mật khẩu",
            signsOut: "Tất cả thiết bị sẽ bị đăng xuất.",
            ended: "Liên kết này đã được dùng hoặc đã hết hạn. Hãy nhờ nhân viên gửi liên kết mới.",
            logIn: "Đăng nhập"
        )

        static let en = Words(
            title: "Set a new password",
            account: "Account",
            refused: "The password was not changed.",
            password: "New password",
            set: "Set the password",
            signsOut: "All devices are signed out.",
            ended: "This link was used or has ended. Ask the staff for a new one.",
            logIn: "Log in"
        )
    }
}
