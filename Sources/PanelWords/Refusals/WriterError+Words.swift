package import PanelCore

extension WriterError: Worded {
    package var english: String {
        switch self {
        case .panelIsClosed(let reason): "The panel is closed. \(reason.english)"
        case .overloaded: "The server is busy; try again in a second."
        case .closed: "The server is shutting down."
        case .notCarriedOut: "The database failed; nothing was changed. The server's log says why."
        case .outcomeUnknown: "The database was lost while it wrote; look whether the change was made."
        }
    }

    package var vietnamese: String {
        switch self {
        case .panelIsClosed(let reason): "Hệ thống đang đóng. \(reason.vietnamese)"
        case .overloaded: "Máy chủ đang bận, vui lòng thử lại sau một giây."
        case .closed: "Máy chủ đang tắt."
        case .notCarriedOut: "Cơ sở dữ liệu gặp lỗi, chưa có gì thay đổi. Nguyên nhân có trong nhật ký máy chủ."
        case .outcomeUnknown: "Mất kết nối cơ sở dữ liệu khi đang ghi, hãy kiểm tra xem thay đổi đã được ghi hay chưa."
        }
    }
}
