package import PanelCore

extension OrderStatus {
    /// The status as people read it. The API has ``wireName``.
    package func words(in language: Language) -> String {
        switch language {
        case .english: wireName
        case .vietnamese: vietnamese
        }
    }

    private var vietnamese: String {
        switch self {
        case .pending: "Chờ xử lý"
        case .processing: "Đang xử lý"
        case .inProgress: "Đang chạy"
        case .completed: "Hoàn thành"
        case .partial: "Hoàn thành một phần"
        case .canceled: "Đã hủy"
        }
    }
}

extension RefillStatus {
    /// The status as people read it. The API has ``wireName``.
    package func words(in language: Language) -> String {
        switch language {
        case .english: wireName
        case .vietnamese: vietnamese
        }
    }

    private var vietnamese: String {
        switch self {
        case .pending: "Chờ xử lý"
        case .inProgress: "Đang bảo hành"
        case .completed: "Đã bảo hành"
        case .rejected: "Bị từ chối"
        }
    }
}
