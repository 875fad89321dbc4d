package import PanelCore

extension RefillRefusal: Worded {
    package var english: String {
        switch self {
        case .unknown(let id): "There is no refill \(id)."
        case .illegalTransition(let from, let to):
            "A refill that is \(from.identifier) cannot become \(to.identifier)."
        case .isNotUnclear(let id):
            "Refill \(id) is not one that may have been asked for or not. Use: panel refill update \(id)."
        }
    }

    package var vietnamese: String {
        switch self {
        case .unknown(let id): "Không có yêu cầu bảo hành \(id)."
        case .illegalTransition(let from, let to):
            "Không thể chuyển yêu cầu bảo hành từ \"\(from.vietnamese)\" "
                + "sang \"\(to.vietnamese)\"."
        case .isNotUnclear(let id): "Yêu cầu bảo hành \(id) không ở trạng thái chưa rõ đã gửi hay chưa."
        }
    }
}
