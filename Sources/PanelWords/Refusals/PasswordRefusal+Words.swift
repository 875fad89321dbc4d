package import PanelCore

extension PasswordRefusal: Worded {
    package var english: String {
        switch self {
        case .tooShort(let least): "The password must have at least \(least) characters."
        case .tooLong(let most): "The password may have at most \(most) characters."
        case .common: "Many people use this password, so it is among the first that are tried. Choose another one."
        case .sameAsName: "The password must not be the user name."
        }
    }

    package var vietnamese: String {
        switch self {
        case .tooShort(let least): "Mật khẩu phải có ít nhất \(least) ký tự."
        case .tooLong(let most): "Mật khẩu chỉ được có tối đa \(most) ký tự."
        case .common: "Mật khẩu này quá phổ biến nên rất dễ bị đoán. Hãy chọn mật khẩu khác."
        case .sameAsName: "Mật khẩu không được trùng với tên đăng nhập."
        }
    }
}
