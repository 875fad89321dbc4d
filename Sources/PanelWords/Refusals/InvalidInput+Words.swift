package import PanelCore

/// What is wrong, and what is right, in a sentence for staff.
extension InvalidInput: Worded {
    package var english: String {
        switch self {
        case .accountName: "A user name has 1 to \(AccountName.longest) letters, digits, '.', '_', '-' or '@'."
        case .providerName: "The name of a provider has 1 to 64 letters, digits, '.', '_' or '-', not 'staff'."
        case .providerKey(let longest): "A key has 1 to \(longest) bytes."
        case .money(let field):
            "The \(field.words(in: .english)) must be a decimal number with at most 6 places, such as 12.5."
        case .choice(let field, let names):
            "The \(field.words(in: .english)) must be one of \(names.joined(separator: ", "))."
        case .discount: "The discount must be from 0 to 100 percent, with at most 2 places."
        case .markup: "The markup must be a percentage from 0 to 10000, with at most 2 places."
        case .reference(let longest): "A reference has 1 to \(longest) bytes."
        case .note(let longest): "A note has at most \(longest) bytes."
        case .reason(let longest): "A note of 1 to \(longest) bytes says why."
        case .linkRule(let longest): "The text of a rule has 1 to \(longest) bytes."
        case .id: "An id is a whole number above zero."
        case .upstreamID: "The id at the provider has 1 to 64 letters, digits, '-' or '_'."
        case .limit(let most): "The limit must be from 1 to \(most)."
        case .day: "A day is written as 2026-11-24."
        case .days(let most): "The first day is not after the last one, and there are at most \(most) of them."
        case .validity(let most): "An invitation holds for 1 to \(most) days."
        case .auditSubject(let kinds): "Say KIND:ID, such as service:12, with one of \(kinds.joined(separator: ", "))."
        case .backupFile: "The file is a path from the root, without control characters."
        case .oneOf(let names):
            "Give one of \(names.dropLast().joined(separator: ", ")) and \(names.last ?? "")."
        }
    }

    package var vietnamese: String {
        switch self {
        case .accountName: "Tên khách hàng gồm 1 đến \(AccountName.longest) chữ cái, chữ số, '.', '_', '-' hoặc '@'."
        case .providerName: "Tên nhà cung cấp gồm 1 đến 64 chữ cái, chữ số, '.', '_' hoặc '-', không được là 'staff'."
        case .providerKey(let longest): "Khóa API có từ 1 đến \(longest) byte."
        case .money(let field):
            "\(field.words(in: .vietnamese)) phải là số thập phân có tối đa 6 chữ số lẻ, ví dụ 12.5."
        case .choice(let field, let names):
            "\(field.words(in: .vietnamese)) phải là một trong: \(names.joined(separator: ", "))."
        case .discount: "Chiết khấu phải từ 0 đến 100 phần trăm, tối đa 2 chữ số lẻ."
        case .markup: "Mức tăng giá phải từ 0 đến 10000 phần trăm, tối đa 2 chữ số lẻ."
        case .reference(let longest): "Mã tham chiếu có từ 1 đến \(longest) byte."
        case .note(let longest): "Ghi chú có tối đa \(longest) byte."
        case .reason(let longest): "Cần ghi rõ lý do, từ 1 đến \(longest) byte."
        case .linkRule(let longest): "Nội dung quy tắc có từ 1 đến \(longest) byte."
        case .id: "ID là số nguyên lớn hơn 0."
        case .upstreamID: "Mã đơn ở nhà cung cấp gồm 1 đến 64 chữ cái, chữ số, '-' hoặc '_'."
        case .limit(let most): "Giới hạn phải từ 1 đến \(most)."
        case .day: "Ngày được viết như 2026-11-24."
        case .days(let most): "Ngày đầu không được sau ngày cuối, và có tối đa \(most) ngày."
        case .validity(let most): "Lời mời có hiệu lực từ 1 đến \(most) ngày."
        case .auditSubject(let kinds):
            "Hãy nhập LOẠI:ID, ví dụ service:12, với một trong: \(kinds.joined(separator: ", "))."
        case .backupFile: "Tệp phải là đường dẫn đầy đủ, không có ký tự điều khiển."
        case .oneOf(let names): "Hãy chọn một trong: \(names.joined(separator: ", "))."
        }
    }
}

extension InvalidInput.Field {
    fileprivate func words(in language: Language) -> String {
        switch language {
        case .english: rawValue
        case .vietnamese:
            switch self {
            case .role: "Vai trò"
            case .profile: "Kiểu phản hồi"
            case .language: "Ngôn ngữ"
            case .status: "Trạng thái"
            case .amount: "Số tiền"
            case .rate: "Giá"
            case .setting: "Cài đặt"
            case .match: "Cách so khớp"
            case .order: "Thứ tự"
            }
        }
    }
}
