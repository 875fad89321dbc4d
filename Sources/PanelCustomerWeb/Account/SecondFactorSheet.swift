import PanelMarkup
import PanelWeb

/// The codes that an account asks for besides the password: turning them on and off, and what helps when the phone is lost.
struct SecondFactorSheet {
    let frame: Frame
    let state: AccountModel.SecondFactorState
    let errors: FormErrors

    var html: HTML {
        Sheet(id: "second-factor", title: "\(words.title)", end: badge.html, content: content).html
    }

    private var badge: StateBadge {
        switch state {
        case .off: StateBadge(.idle, words.off)
        case .on, .fresh: StateBadge(.good, words.on)
        }
    }

    private var content: HTML {
        switch state {
        case .off(let setup): setUp(setup)
        case .on(let left): "\(recovery(left: left))\(turnOff)"
        case .fresh(let codes): "\(fresh(codes))\(turnOff)"
        }
    }

    private func setUp(_ setup: AccountModel.SecondFactorState.Setup) -> HTML {
        """
        <div class="pad row top">\(setup.code.map { #"<div class="qr-side">\#($0.html(label: words.qr))</div>"# as HTML })
        <div class="stack grow"><p>\(words.scan)</p>
        <p class="small"><span class="soft">\(words.byHand)</span><br><code id="secret" class="strong">\(setup.secret)</code> \
        \(CopyButton(of: "secret", what: words.theSecret, in: frame.language).html)</p>
        <form class="stack" method="post" action="\(address: .secondFactor)">\(frame.csrfField)\
        <input type="hidden" name="secret" value="\(setup.sealed)">\
        <div class="code-field">\
        \(Field("code", label: "\(words.code)", .oneTimeCode.numeric.required, error: errors["code"]).html)</div>\
        <div class="row"><button class="main">\(words.turnOn)</button></div></form></div></div>
        """
    }

    private func recovery(left: Int) -> HTML {
        """
        <div class="pad stack tight"><h3>\(words.recoveryCodes)</h3><p class="soft small">\(words.left(left))</p>\
        <form method="post" action="\(address: .recoveryCodes)" data-confirm="new-codes">\(frame.csrfField)\
        <button>\(words.newCodes)</button></form></div>
        \(ConfirmDialog(
            id: "new-codes", title: words.newCodesTitle, text: words.newCodesText, yes: words.newCodes,
            in: frame.language
        ).html)
        """
    }

    private func fresh(_ codes: [String]) -> HTML {
        """
        <div class="pad stack tight"><h3>\(words.recoveryCodes)</h3>\
        <p class="careful small" role="status">\(words.shownOnce)</p>\
        <ul class="codes" id="codes">\(each: codes, { "<li>\($0)</li>" })</ul>\
        <div class="row">\(CopyButton(of: "codes", what: words.allCodes, size: .button, in: frame.language).html)</div></div>
        """
    }

    private var turnOff: HTML {
        """
        <form class="pad stack ruled" method="post" action="\(address: .secondFactorOff)">\(frame.csrfField)\
        \(PasswordOwner(frame.visitor?.name ?? "").html)<div class="stack tight"><h3>\(words.turnOff)</h3><p class="soft small">\(words.proof)</p></div>
        <div class="fields">\
        \(Field(
            "password", id: "off-password", label: "\(words.password)", .currentPassword,
            error: errors["off-password"]
        ).html)\
        \(Field("code", id: "off-code", label: "\(words.orCode)", .oneTimeCode, error: errors["off-code"]).html)</div>
        <div class="row"><button class="danger">\(words.turnOff)</button>\
        <span class="soft small">\(words.signsOut)</span></div></form>
        """
    }

    private var words: Words { .in(frame.language) }
}

extension SecondFactorSheet {
    struct Words: PageWords {
        let title, on, off, qr, scan, byHand, theSecret, code, turnOn: String
        let recoveryCodes, newCodes, newCodesTitle, newCodesText, shownOnce, allCodes: String
        let turnOff, proof, password, orCode, signsOut: String
        let left: @Sendable (Int) -> String

        static let vi = Words(
            title: "Bảo mật hai lớp",
            on: "Đang bật",
            off: "Chưa bật",
            qr: "Mã QR cho ứng dụng xác thực",
            scan: "Quét mã bằng ứng dụng xác thực, rồi nhập sáu số mà ứng dụng hiện.",
            byHand: "Hoặc nhập khóa này bằng tay:",
            theSecret: "khóa",
            code: "Mã sáu số",
            turnOn: "Bật",
            recoveryCodes: "Mã khôi phục",
            newCodes: "Tạo mã mới",
            newCodesTitle: "Tạo mã khôi phục mới?",
            newCodesText: "Các mã cũ sẽ không dùng được nữa.",
            shownOnce: "Mỗi mã dùng được một lần khi mất điện thoại. Các mã chỉ hiện lần này, hãy lưu lại.",
            allCodes: "các mã khôi phục",
            turnOff: "Tắt bảo mật hai lớp",
            proof: "Nhập mật khẩu hoặc một mã.",
            password: "Mật khẩu",
            orCode: "Mã xác thực hoặc mã khôi phục",
            signsOut: "Các thiết bị khác sẽ bị đăng xuất.",
            left: { "Còn \($0) mã. Mỗi mã dùng được một lần khi mất điện thoại. Đổi điện thoại: tắt rồi bật lại." }
        )

        static let en = Words(
            title: "Second factor",
            on: "On",
            off: "Off",
            qr: "QR code for the authenticator",
            scan: "Scan the code with an authenticator app, then enter the six digits that it shows.",
            byHand: "Or enter this secret by hand:",
            theSecret: "the secret",
            code: "Six digits",
            turnOn: "Turn on",
            recoveryCodes: "Recovery codes",
            newCodes: "Make new codes",
            newCodesTitle: "Make new recovery codes?",
            newCodesText: "The old ones stop working.",
            shownOnce: "Each works once when the phone is lost. They are shown this once, so keep them.",
            allCodes: "the recovery codes",
            turnOff: "Turn off the second factor",
            proof: "Enter the password or a code.",
            password: "Password",
            orCode: "Code or recovery code",
            signsOut: "All other devices are signed out.",
            left: { left in
                let are = left == 1 ? "1 code is left." : "\(left) codes are left."
                return "\(are) Each works once when the phone is lost. For a new phone, turn this off and on again."
            }
        )
    }
}
