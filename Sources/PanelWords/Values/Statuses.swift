package import PanelCore

/// The status as people read it. The API has ``wireName``.
extension OrderStatus: Worded {
    package var english: String { wireName }

    package var vietnamese: String {
        switch self {
        case .pending: "Chờ xử lý"
        case .processing: "Đang xử lý"
        case .inProgress: "Đang chạy"
        case .completed: "Hoàn thành"
        case .partial: "Một phần"
        case .canceled: "Đã hủy"
        }
    }
}

/// The status as people read it. The API has ``wireName``.
extension RefillStatus: Worded {
    package var english: String { wireName }

    package var vietnamese: String {
        switch self {
        case .pending: "Chờ xử lý"
        case .inProgress: "Đang bảo hành"
        case .completed: "Đã bảo hành"
        case .rejected: "Bị từ chối"
        }
    }
}
