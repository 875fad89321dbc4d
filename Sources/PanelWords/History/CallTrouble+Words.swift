package import PanelCore

/// What went wrong with a provider last.
extension CallTrouble: Worded {
    package var english: String {
        switch self {
        case .notUnderstood(let words): "An order was refused in words that are not known here: \(words)"
        case .setback(let setback): setback.words(in: .english)
        }
    }

    package var vietnamese: String {
        switch self {
        case .notUnderstood(let words): "Một đơn bị từ chối với nội dung hệ thống chưa nhận biết được: \(words)"
        case .setback(let setback): setback.words(in: .vietnamese)
        }
    }
}
