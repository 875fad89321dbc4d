import PanelCore
package import PanelMarkup
package import PanelWeb

/// Where one logs in: by name and password, then by a code if the account has a second factor.
package struct LogInPage {
    /// What is asked for.
    package enum Step: Sendable {
        /// - Parameter name: What was typed before, if the page comes back.
        case password(name: String)
        case code
    }

    /// Why one is asked again. Each is the same for a name that there is and for one that there is not.
    package enum Problem: Sendable {
        case wrongPassword
        /// - Parameter left: How many more may be wrong.
        case wrongCode(left: Int)
        /// There were too many wrong codes, so the log-in starts anew.
        /// - Parameter seconds: After which; `nil` for at once.
        case startedAnew(seconds: Int?)
        /// There were too many attempts.
        /// - Parameter seconds: After which the next one is looked at.
        case throttled(seconds: Int)
        /// More people log in at the moment than the panel has the memory for.
        case busy
    }

    let frame: Frame
    let step: Step
    let problem: Problem?
    let offersRegistration: Bool
    let passwordWasSet: Bool
    let kept: [(name: String, value: String)]
    let saysKept: Bool

    /// - Parameters:
    ///   - offersRegistration: Whether strangers may make an account.
    ///   - passwordWasSet: Whether the visitor has just set a password by a link, and comes to use it.
    ///   - kept: What was typed into a form whose session had ended, or a link says. It is sent along, and shown after
    ///     the log-in.
    ///   - saysKept: Whether the page says so: somebody fears for what they have typed.
    package init(
        _ frame: Frame,
        step: Step,
        problem: Problem? = nil,
        offersRegistration: Bool,
        passwordWasSet: Bool = false,
        kept: [(name: String, value: String)] = [],
        saysKept: Bool = true
    ) {
        self.frame = frame
        self.step = step
        self.problem = problem
        self.offersRegistration = offersRegistration
        self.passwordWasSet = passwordWasSet
        self.kept = kept
        self.saysKept = saysKept
    }

    package var html: HTML {
        GateShell(
            frame,
            title: words.title,
            content: """
                <section class="sheet"><form class="pad stack roomy" method="post" action="\(address: .logIn)">\
                \(frame.csrfField)\(each: kept, keptField)<h1>\(words.title)</h1>
                \(if: saysKept && !kept.isEmpty, Alert(.note, "<p>\(words.kept)</p>").html)
                \(if: passwordWasSet, Alert(.fine, "<p>\(words.passwordWasSet)</p>").html)\(problem.map(alert))
                \(fields)
                <button class="main wide">\(words.logIn)</button></form></section>
                \(below)
                """
        ).html
    }

    private func keptField(_ field: (name: String, value: String)) -> HTML {
        #"<input type="hidden" name="\#(field.name)" value="\#(field.value)">"#
    }

    private var fields: HTML {
        switch step {
        case .password(let name):
            """
            \(Field("name", label: "\(words.name)", nameInput, value: name, isInvalid: isWrong).html)
            \(Field("password", label: "\(words.password)", .currentPassword.required, isInvalid: isWrong).html)
            """
        case .code:
            """
            <p>\(words.codeIsNeeded)</p>
            \(Field("code", label: "\(words.code)", codeInput, hint: words.recoveryCode, isInvalid: isWrong).html)
            """
        }
    }

    private var isWrong: Bool {
        switch problem {
        case .wrongPassword, .wrongCode: true
        case .startedAnew, .throttled, .busy, nil: false
        }
    }

    /// What was wrong is read first, so nothing else takes the focus then.
    private var nameInput: Input { problem == nil ? .username.required.first : .username.required }
    private var codeInput: Input { problem == nil ? .oneTimeCode.required.first : .oneTimeCode.required }

    private var below: HTML {
        switch step {
        case .password:
            """
            \(if: offersRegistration, registration)<p class="soft small between">\(words.forgotten)</p>
            """
        case .code: #"<p class="between"><a href="\#(address: .logInAnew)">\#(words.anew)</a></p>"#
        }
    }

    private var registration: HTML {
        #"<p class="soft between">\#(words.noAccount) <a href="\#(address: .register)">\#(words.register)</a></p>"#
    }

    private func alert(about problem: Problem) -> HTML {
        let (title, text) = words.problem(problem)
        return """
            <div class="alert" role="alert" tabindex="-1"><b>\(title)</b>\
            \(text.map { #"<p class="small">\#($0)</p>"# as HTML })</div>
            """
    }

    private var words: Words { .in(frame.language) }
}

extension LogInPage {
    struct Words: PageWords {
        let title, name, password, logIn, noAccount, register, forgotten: String
        let codeIsNeeded, code, recoveryCode, anew, passwordWasSet, kept: String
        let problem: @Sendable (Problem) -> (title: String, text: String?)

        static let vi = Words(
            title: "Đăng nhập",
            name: "Tên đăng nhập",
            password: "Mật khẩu",
            logIn: "Đăng nhập",
            noAccount: "Chưa có tài khoản?",
            register: "Đăng ký",
            forgotten: "Quên mật khẩu? Hãy xin người quản lý trang một liên kết để đặt mật khẩu mới.",
            codeIsNeeded: "Mở ứng dụng xác thực và nhập mã đang hiện.",
            code: "Mã xác thực",
            recoveryCode: "Mất điện thoại? Nhập một mã khôi phục.",
            anew: "Đăng nhập lại từ đầu",
            passwordWasSet: "Đã đặt mật khẩu mới. Mời bạn đăng nhập.",
            kept: """
                Phiên đăng nhập đã hết. Chưa đặt đơn, chưa trừ tiền. Những gì bạn nhập được giữ lại và hiện ra sau khi \
                đăng nhập.
                """,
            problem: { problem in
                switch problem {
                case .wrongPassword:
                    ("Tên đăng nhập hoặc mật khẩu không đúng.", "Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt.")
                case .wrongCode(let left):
                    (
                        "Mã không đúng. Còn \(left) lần thử.",
                        "Mỗi mã chỉ dùng được một lần. Hãy chờ mã kế tiếp và kiểm tra giờ của điện thoại."
                    )
                case .startedAnew(nil): ("Sai mã quá nhiều lần.", "Vui lòng đăng nhập lại từ đầu.")
                case .startedAnew(let seconds?):
                    ("Sai mã quá nhiều lần.", "Vui lòng đăng nhập lại sau \(seconds.waitInVietnamese).")
                case .throttled(let seconds):
                    ("Bạn đã thử quá nhiều lần.", "Vui lòng thử lại sau \(seconds.waitInVietnamese).")
                case .busy: ("Hệ thống đang bận.", "Vui lòng thử lại sau vài giây.")
                }
            }
        )

        static let en = Words(
            title: "Log in",
            name: "Name",
            password: "Password",
            logIn: "Log in",
            noAccount: "No account yet?",
            register: "Register",
            forgotten: "Forgot your password? Ask the operator for a link to set a new one.",
            codeIsNeeded: "Open your authenticator app and enter the code that it shows.",
            code: "Code",
            recoveryCode: "Lost your phone? Enter a recovery code.",
            anew: "Start again",
            passwordWasSet: "The new password is set. You can log in with it.",
            kept: """
                Your session had ended. Nothing was ordered, nothing was charged. What you typed is kept and shown once you \
                have logged in.
                """,
            problem: { problem in
                switch problem {
                case .wrongPassword:
                    ("The name or the password is not right.", "Check Caps Lock and the language of the keyboard.")
                case .wrongCode(let left):
                    (
                        "The code is not right. \(left == 1 ? "One more try is" : "\(left) more tries are") left.",
                        "A code works once. Wait for the next one, and check the clock of the phone."
                    )
                case .startedAnew(nil): ("There were too many wrong codes.", "Please log in again from the start.")
                case .startedAnew(let seconds?):
                    ("There were too many wrong codes.", "Please log in again in \(seconds.waitInEnglish).")
                case .throttled(let seconds):
                    ("There were too many attempts.", "Please try again in \(seconds.waitInEnglish).")
                case .busy: ("The panel is busy.", "Please try again in a few seconds.")
                }
            }
        )
    }
}
