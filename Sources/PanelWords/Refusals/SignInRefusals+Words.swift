package import PanelCore

extension RegistrationRefusal: Worded {
    package var english: String {
        switch self {
        case .closed: "No new accounts are made at the moment."
        case .invitationNeeded: "New accounts are made by invitation."
        case .invitationEnded: "This invitation was used or has ended."
        case .linkEnded: "This link was used or has ended."
        case .nameTaken: "Somebody has this name already. Choose another one."
        case .name:
            """
            The name must have \(AccountName.chosenLength.lowerBound) to \(AccountName.chosenLength.upperBound) letters, \
            digits, dots, dashes or underscores, and begin with a letter or a digit.
            """
        case .mail: "This is not an email address."
        case .password(let refusal): refusal.english
        case .tooMany: "Many accounts were made from here. Please try again later."
        }
    }

    package var vietnamese: String {
        switch self {
        case .closed: "Hiện chưa nhận đăng ký mới."
        case .invitationNeeded: "Chỉ người được mời mới tạo được tài khoản."
        case .invitationEnded: "Lời mời này đã được dùng hoặc đã hết hạn."
        case .linkEnded: "Liên kết này đã được dùng hoặc đã hết hạn."
        case .nameTaken: "Tên đăng nhập này đã được sử dụng. Hãy chọn tên khác."
        case .name:
            """
            Tên phải có \(AccountName.chosenLength.lowerBound)–\(AccountName.chosenLength.upperBound) chữ cái không dấu, \
            chữ số hoặc . _ - và bắt đầu bằng chữ cái hoặc chữ số.
            """
        case .mail: "Địa chỉ email không đúng."
        case .password(let refusal): refusal.vietnamese
        case .tooMany: "Đã có nhiều tài khoản được tạo từ đây. Vui lòng thử lại sau."
        }
    }
}

extension CredentialsRefusal: Worded {
    package var english: String {
        switch self {
        case .wrongPassword: "This is not the current password."
        case .wrongCode: "The code is not right. A code works once: wait for the next one."
        case .hasSecondFactor: "The second factor is on already."
        case .hasNoSecondFactor: "The second factor is off."
        case .changedMeanwhile: "Something was changed meanwhile. Please try again."
        case .password(let refusal): refusal.english
        case .throttled: "There were too many attempts. Please try again later."
        case .unavailable: "The panel's secret is missing, so this is not possible now. Ask the staff."
        }
    }

    package var vietnamese: String {
        switch self {
        case .wrongPassword: "Mật khẩu hiện tại không đúng."
        case .wrongCode: "Mã không đúng. Mỗi mã chỉ dùng được một lần: hãy chờ mã kế tiếp."
        case .hasSecondFactor: "Bảo mật hai lớp đã được bật."
        case .hasNoSecondFactor: "Bảo mật hai lớp chưa được bật."
        case .changedMeanwhile: "Có thay đổi trong lúc này. Vui lòng thử lại."
        case .password(let refusal): refusal.vietnamese
        case .throttled: "Bạn đã thử quá nhiều lần. Vui lòng thử lại sau."
        case .unavailable: "Hệ thống đang thiếu khóa bí mật nên chưa làm được việc này. Hãy hỏi nhân viên."
        }
    }
}
