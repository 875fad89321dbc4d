package import PanelCore

extension SealingProblem: Worded {
    package var english: String {
        switch self {
        case .notSealed: "The text could not be encrypted."
        case .wrongSecret:
            "What is stored encrypted cannot be opened: the panel's secret is not the one it was sealed with."
        }
    }

    package var vietnamese: String {
        switch self {
        case .notSealed: "Không mã hóa được dữ liệu."
        case .wrongSecret:
            "Không giải mã được dữ liệu đã lưu: khóa bí mật của hệ thống không phải khóa đã dùng để mã hóa."
        }
    }
}

extension SecretTooShort: Worded {
    package var english: String { "The panel's secret must have at least \(least) bytes." }

    package var vietnamese: String { "Khóa bí mật của hệ thống phải có ít nhất \(least) byte." }
}
