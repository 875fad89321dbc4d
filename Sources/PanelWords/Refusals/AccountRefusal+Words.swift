package import PanelCore

extension AccountRefusal: Worded {
    package var english: String {
        switch self {
        case .unknown(let name): "There is no user \(name)."
        case .exists(let name): "There is a user \(name) already."
        case .zeroAmount: "The amount must not be zero."
        case .referenceReused(let reference):
            "The reference \(reference) was used for another user or another amount."
        case .insufficientBalance(let balance): "The balance is only \(balance)."
        case .balanceTooLarge: "The balance would be larger than the panel can count."
        case .suspended: "The account is suspended: it can look, and change nothing."
        case .hasNoSecondFactor: "The user has no second factor."
        case .unknownInvitation(let id): "There is no invitation \(id)."
        case .password(let refusal): refusal.english
        }
    }

    package var vietnamese: String {
        switch self {
        case .unknown(let name): "Không có khách hàng \(name)."
        case .exists(let name): "Đã có khách hàng tên \(name)."
        case .zeroAmount: "Số tiền phải khác 0."
        case .referenceReused(let reference):
            "Mã tham chiếu \(reference) đã được dùng cho khách hàng khác hoặc số tiền khác."
        case .insufficientBalance(let balance): "Số dư chỉ còn \(balance)."
        case .balanceTooLarge: "Số dư sẽ vượt quá mức hệ thống có thể ghi nhận."
        case .suspended: "Tài khoản đang bị tạm khóa: chỉ xem được, không thay đổi được."
        case .hasNoSecondFactor: "Khách hàng chưa bật bảo mật hai lớp."
        case .unknownInvitation(let id): "Không có thư mời \(id)."
        case .password(let refusal): refusal.vietnamese
        }
    }
}
