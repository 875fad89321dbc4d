package import PanelCore

/// The value of `msg`: a sentence for people, in the language of the key's owner.
extension APIRefusal: Worded {
    package var vietnamese: String {
        switch self {
        // English in the API document too.
        case .invalidKey: "Invalid API key"
        case .accountSuspended: "Tài khoản của bạn đã bị khóa"
        case .incorrectRequest: "Yêu cầu không hợp lệ"
        case .tooManyIDs: "Quá nhiều ID, tối đa \(IDList.maximum)"
        case .incorrectService: "Dịch vụ không tồn tại hoặc đã ngừng hoạt động"
        case .incorrectLink: "Liên kết bị thiếu hoặc không hợp lệ"
        case .linkNotAllowed: "Không nhận đơn hàng cho liên kết này"
        case .duplicateLink:
            "Liên kết này đang có đơn hàng chưa hoàn thành, vui lòng đợi đơn hàng đó hoàn thành"
        case .quantityBelowMinimum(let minimum): "Số lượng không hợp lệ, tối thiểu là \(minimum)"
        case .quantityAboveMaximum(let maximum): "Số lượng không hợp lệ, tối đa là \(maximum)"
        case .commentsRequired: "Vui lòng nhập nội dung bình luận"
        case .incorrectParameter(let name): "Tham số \(name.rawValue) bị thiếu hoặc không hợp lệ"
        case .dripFeedUnavailable: "Dịch vụ này không hỗ trợ drip-feed"
        // Literally that of the API document.
        case .insufficientBalance: "Số dư không đủ, vui lòng nạp thêm"
        case .requestIDReused: "request_id này đã được dùng với các tham số khác"
        case .unknownOrder: "Không tìm thấy đơn hàng"
        case .cancelUnavailable: "Không thể hủy đơn hàng này"
        case .refillUnavailable: "Hiện không thể bảo hành (refill) đơn hàng này"
        case .unknownRefill: "Không tìm thấy yêu cầu bảo hành (refill)"
        }
    }

    package var english: String {
        switch self {
        case .invalidKey: "Invalid API key"
        case .accountSuspended: "Your account is suspended"
        case .incorrectRequest: "Incorrect request"
        case .tooManyIDs: "Too many IDs, maximum \(IDList.maximum)"
        case .incorrectService: "The service does not exist or is not available"
        case .incorrectLink: "The link is missing or not valid"
        case .linkNotAllowed: "Orders for this link are not accepted"
        case .duplicateLink:
            "You have an active order with this link, please wait until it is completed"
        case .quantityBelowMinimum(let minimum): "Incorrect quantity, the minimum is \(minimum)"
        case .quantityAboveMaximum(let maximum): "Incorrect quantity, the maximum is \(maximum)"
        case .commentsRequired: "Comments are required"
        case .incorrectParameter(let name): "The parameter \(name.rawValue) is missing or not valid"
        case .dripFeedUnavailable: "Drip-feed is not available for this service"
        case .insufficientBalance: "Insufficient balance, please top up"
        case .requestIDReused: "This request_id was used with other parameters"
        case .unknownOrder: "Incorrect order ID"
        case .cancelUnavailable: "This order cannot be canceled"
        case .refillUnavailable: "This order cannot be refilled now"
        case .unknownRefill: "Refill not found"
        }
    }
}

extension OrderID {
    /// That this order was taken.
    package func placedWords(in language: Language) -> String {
        switch language {
        // Literally that of the API document.
        case .vietnamese: "Đơn hàng đã được tạo thành công"
        case .english: "Order created successfully"
        }
    }
}
