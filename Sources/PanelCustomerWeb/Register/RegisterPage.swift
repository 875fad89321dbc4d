package import PanelCore
package import PanelMarkup
package import PanelSecrets
package import PanelWeb

/// Where a stranger makes an account.
package struct RegisterPage {
    /// Who may.
    package enum Access: Sendable {
        case open
        /// Somebody with an invitation that holds.
        case invited(SecretToken)
        /// Nobody without an invitation, which this visitor does not have.
        case byInvitation
        /// The invitation was used, has ended, or never was one.
        case invitationEnded
        case closed
    }

    /// What was typed before, if the page comes back. The password is not among it.
    package struct Values: Sendable {
        var name, email: String
        var language: Language

        package init(name: String = "", email: String = "", language: Language) {
            self.name = name
            self.email = email
            self.language = language
        }
    }

    let frame: Frame
    let access: Access
    let values: Values
    let errors: FormErrors

    /// - Parameter errors: By the fields `name`, `email`, `password` and `language`.
    package init(_ frame: Frame, access: Access, values: Values, errors: FormErrors = FormErrors()) {
        self.frame = frame
        self.access = access
        self.values = values
        self.errors = errors
    }

    package var html: HTML {
        GateShell(
            frame,
            title: words.title,
            content: """
                <section class="sheet">\(sheet)</section>
                <p class="soft between">\(words.haveAccount) <a href="\(address: .logIn)">\(words.logIn)</a></p>
                """
        ).html
    }

    private var sheet: HTML {
        switch access {
        case .open: form(invitation: nil)
        case .invited(let token): form(invitation: token)
        case .byInvitation: notice(words.byInvitation)
        case .invitationEnded: notice(words.invitationEnded)
        case .closed: notice(words.closed)
        }
    }

    private func notice(_ text: String) -> HTML {
        #"<div class="pad stack roomy"><h1>\#(words.title)</h1><p>\#(text)</p></div>"#
    }

    private func form(invitation: SecretToken?) -> HTML {
        """
        <form class="pad stack roomy" method="post" action="\(address: .register)">\(frame.csrfField)\
        \(invitation.map { #"<input type="hidden" name="invitation" value="\#($0.text)">"# as HTML })\
        <h1>\(words.title)</h1>
        \(errors.summary(title: words.refused))
        \(nameField.html)
        \(Field(
            "email", label: "\(words.email)", .email, value: values.email, hint: words.emailHint,
            error: errors["email"]
        ).html)
        \(Field(
            "password", label: "\(words.password)", .newPassword.required, hint: hints.password,
            error: errors["password"]
        ).html)
        \(Field(
            select: "language", label: "\(words.language)",
            choices: Language.allCases.map { Field.Choice($0.rawValue, $0.ownName) }, chosen: values.language.rawValue,
            error: errors["language"]
        ).html)
        <button class="main wide">\(words.make)</button></form>
        """
    }

    private var nameField: Field {
        Field(
            "name",
            label: "\(words.name)",
            errors.isEmpty ? .username.required.first : .username.required,
            value: values.name,
            hint: hints.name,
            error: errors["name"]
        )
    }

    private var words: Words { .in(frame.language) }
    private var hints: CredentialHints { .in(frame.language) }
}

extension RegisterPage {
    struct Words: PageWords {
        let title, refused, name, email, emailHint, password, language, make: String
        let haveAccount, logIn, byInvitation, invitationEnded, closed: String

        static let vi = Words(
            title: "Tạo tài khoản",
            refused: "Không tạo được tài khoản.",
            name: "Tên đăng nhập",
            email: "Email (không bắt buộc)",
            emailHint: "Để liên lạc khi cần, không gửi quảng cáo",
            password: "Mật khẩu",
            language: "Ngôn ngữ",
            make: "Tạo tài khoản",
            haveAccount: "Đã có tài khoản?",
            logIn: "Đăng nhập",
            byInvitation: "Chỉ người được mời mới tạo được tài khoản. Nếu có thư mời, hãy mở liên kết trong đó.",
            invitationEnded: "Lời mời này đã được dùng hoặc đã hết hạn. Hãy xin người mời gửi lời mời mới.",
            closed: "Hiện chưa nhận đăng ký mới."
        )

        static let en = Words(
            title: "Make an account",
            refused: "The account was not made.",
            name: "Name",
            email: "Email (optional)",
            emailHint: "To reach you when needed, never for advertising",
            password: "Password",
            language: "Language",
            make: "Make the account",
            haveAccount: "Have an account?",
            logIn: "Log in",
            byInvitation: "New accounts are made by invitation. If you have one, open its link.",
            invitationEnded: "This invitation was used or has ended. Ask for a new one where you got it.",
            closed: "No new accounts are made at the moment."
        )
    }
}
