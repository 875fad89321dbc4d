package import PanelCore

extension SettingRefusal: Worded {
    package var english: String {
        switch self {
        case .incorrect(let name): "\(name.rawValue) must be \(name.allowedWords(in: .english))."
        case .isFixed(let name): "\(name.rawValue) stays as it is: there are orders."
        }
    }

    package var vietnamese: String {
        switch self {
        case .incorrect(let name): "\(name.rawValue) phải là \(name.allowedWords(in: .vietnamese))."
        case .isFixed(let name): "Không đổi được \(name.rawValue) vì đã có đơn hàng."
        }
    }
}
