import PanelCore
package import PanelMarkup
package import PanelWeb

/// An account as the one whose it is sees it: how the pages shall be, and who can get in.
package struct AccountPage {
    let frame: Frame
    let model: AccountModel

    /// - Parameter frame: With a visitor.
    package init(_ frame: Frame, _ model: AccountModel) {
        self.frame = frame
        self.model = model
    }

    package var html: HTML {
        CustomerShell(
            frame,
            section: .account,
            title: words.title,
            content: """
                \(PageHead(
                    words.title, after: #"<span class="soft small clip">\#(name)</span>"#,
                    end: LogOutForm(frame: frame).html
                ).html)
                \(if: model.isSuspended, Alert(.warn, "<p>\(words.suspended)</p>").html)\(outcome)
                <div class="beside">\(index)<div class="stack">
                \(Sheet(id: "profile", title: "\(words.profile)", content: profileForm).html)
                \(Sheet(id: "password-sheet", title: "\(words.password)", content: passwordForm).html)
                \(SecondFactorSheet(frame: frame, state: model.secondFactor, errors: errors).html)
                \(SessionsSheet(frame: frame, sessions: model.sessions).html)
                </div></div>
                """
        ).html
    }

    private var name: String { frame.visitor?.name ?? "" }

    private var errors: FormErrors { model.refused?.errors ?? FormErrors() }

    /// What came of the form that was sent.
    private var outcome: HTML? {
        if let refused = model.refused { return refused.errors.summary(title: words.refused(refused)) }
        return model.done.map { Alert(.fine, "<p>\(words.done($0))</p>").html }
    }

    private var index: HTML {
        PageIndex(
            [
                ("profile", "\(words.profile)"), ("password-sheet", "\(words.password)"),
                ("second-factor", "\(SecondFactorSheet.Words.in(frame.language).title)"),
                ("sessions", "\(SessionsSheet.Words.in(frame.language).title)"),
            ],
            in: frame.language
        ).html
    }

    private var profileForm: HTML {
        let profile = model.profile
        return """
            <form class="pad stack" method="post" action="\(address: .account)">\(frame.csrfField)
            <div class="fields">\
            \(Field(
                "display_name", label: "\(words.displayName)", value: profile.displayName,
                hint: words.displayNameHint, error: errors["display_name"]
            ).html)\
            \(Field(
                "email", label: "\(words.email)", .email, value: profile.email, hint: words.emailHint,
                error: errors["email"]
            ).html)</div>
            <div class="fields">\
            \(Field(
                select: "language", label: "\(words.language)",
                choices: Language.allCases.map { .init($0.rawValue, $0.ownName) }, chosen: profile.language.rawValue,
                error: errors["language"]
            ).html)\
            \(Field(
                select: "time_zone", label: "\(words.timeZone)", choices: zones,
                chosen: profile.timeZone?.description, error: errors["time_zone"]
            ).html)\
            \(Field(
                select: "theme", label: "\(words.theme)",
                choices: Theme.allCases.map { .init($0.rawValue, words.themes($0)) },
                chosen: profile.theme.rawValue, error: errors["theme"]
            ).html)</div>
            <div class="row"><button class="main">\(words.save)</button></div></form>
            """
    }

    /// Those to choose from, and the present one, which a later version may no longer offer.
    private var zones: [Field.Choice] {
        var zones = TimeZoneName.all
        if let zone = model.profile.timeZone, !zones.contains(zone) { zones.insert(zone, at: 0) }
        return [Field.Choice("", words.panelTimeZone)]
            + zones.map { Field.Choice($0.description, $0.label(at: frame.now)) }
    }

    private var passwordForm: HTML {
        """
        <form class="pad stack" method="post" action="\(address: .password)">\(frame.csrfField)\
        \(PasswordOwner(name).html)
        <div class="fields">\
        \(Field(
            "current", label: "\(words.currentPassword)", .currentPassword.required, error: errors["current"]
        ).html)\
        \(Field(
            "password", label: "\(words.newPassword)", .newPassword.required, hint: hints.password,
            error: errors["password"]
        ).html)</div>
        <div class="row"><button>\(words.changePassword)</button>\
        <span class="soft small">\(words.signsOut)</span></div></form>
        """
    }

    private var words: Words { .in(frame.language) }
    private var hints: CredentialHints { .in(frame.language) }
}

extension AccountPage {
    struct Words: PageWords {
        let title, suspended, profile, displayName, displayNameHint, email, emailHint, language: String
        let timeZone, panelTimeZone, theme, save: String
        let password, currentPassword, newPassword, changePassword, signsOut: String
        let themes: @Sendable (Theme) -> String
        let done: @Sendable (AccountDeed) -> String
        let refused: @Sendable (AccountModel.Refused) -> String

        static let vi = Words(
            title: "Tài khoản",
            suspended: """
                Tài khoản đang bị tạm khóa: bạn vẫn xem được mọi thứ nhưng không đặt được đơn. Hãy liên hệ người quản lý \
                trang.
                """,
            profile: "Hồ sơ",
            displayName: "Tên hiển thị",
            displayNameHint: "Tối đa \(DisplayName.longest) ký tự",
            email: "Email",
            emailHint: "Không bắt buộc",
            language: "Ngôn ngữ",
            timeZone: "Múi giờ",
            panelTimeZone: "Mặc định của trang",
            theme: "Giao diện",
            save: "Lưu",
            password: "Mật khẩu",
            currentPassword: "Mật khẩu hiện tại",
            newPassword: "Mật khẩu mới",
            changePassword: "Đổi mật khẩu",
            signsOut: "Các thiết bị khác sẽ bị đăng xuất.",
            themes: { theme in
                switch theme {
                case .device: "Theo thiết bị"
                case .light: "Sáng"
                case .dark: "Tối"
                }
            },
            done: { deed in
                switch deed {
                case .saved: "Đã lưu."
                case .password: "Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất."
                case .secondFactorOff: "Đã tắt bảo mật hai lớp."
                case .sessions: "Đã đăng xuất khỏi thiết bị khác."
                }
            },
            refused: { refused in
                switch refused {
                case .profile: "Không lưu được."
                case .password: "Không đổi được mật khẩu."
                case .secondFactor: "Không bật được bảo mật hai lớp."
                case .secondFactorOff: "Không tắt được bảo mật hai lớp."
                }
            }
        )

        static let en = Words(
            title: "Account",
            suspended:
                "This account is suspended: you can look at everything, and order nothing. Please ask the operator.",
            profile: "Profile",
            displayName: "Display name",
            displayNameHint: "At most \(DisplayName.longest) characters",
            email: "Email",
            emailHint: "Optional",
            language: "Language",
            timeZone: "Time zone",
            panelTimeZone: "As the panel",
            theme: "Theme",
            save: "Save",
            password: "Password",
            currentPassword: "Current password",
            newPassword: "New password",
            changePassword: "Change the password",
            signsOut: "All other devices are signed out.",
            themes: { theme in
                switch theme {
                case .device: "As the device"
                case .light: "Light"
                case .dark: "Dark"
                }
            },
            done: { deed in
                switch deed {
                case .saved: "Saved."
                case .password: "The password is changed. All other devices were signed out."
                case .secondFactorOff: "The second factor is off."
                case .sessions: "Signed out there."
                }
            },
            refused: { refused in
                switch refused {
                case .profile: "Nothing was saved."
                case .password: "The password was not changed."
                case .secondFactor: "The second factor was not turned on."
                case .secondFactorOff: "The second factor was not turned off."
                }
            }
        )
    }
}
