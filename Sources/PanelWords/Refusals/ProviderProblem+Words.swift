package import PanelCore

extension ProviderProblem: Worded {
    package var english: String {
        switch self {
        case .unusableAddress(let text):
            "\(text) is not the address of an API, such as https://panel.example/api/v2."
        case .privateAddress(let host):
            "\(host) is an address of this machine or of a private network. If that is meant, "
                + "say --allow-private-address."
        case .noSecret: "The panel's secret, which the keys of providers are sealed with, is not here."
        case .keyNotSealed: "The key could not be encrypted."
        case .wrongSecret(let name):
            "The key of \(name) cannot be opened: the panel's secret is not the one it was sealed with."
        case .setback(.refused(let words, nil)): "The provider refused: \(words)"
        case .setback(.refused(let words, let status?)): "The provider refused with HTTP status \(status): \(words)"
        case .setback(let setback): setback.words(in: .english)
        }
    }

    package var vietnamese: String {
        switch self {
        case .unusableAddress(let text):
            "\(text) không phải địa chỉ API, ví dụ https://panel.example/api/v2."
        case .privateAddress(let host):
            "\(host) là địa chỉ của chính máy này hoặc của mạng nội bộ, chưa được cho phép."
        case .noSecret: "Không có khóa bí mật của hệ thống, vốn dùng để mã hóa khóa API của nhà cung cấp."
        case .keyNotSealed: "Không mã hóa được khóa API."
        case .wrongSecret(let name):
            "Không mở được khóa API của \(name): khóa bí mật của hệ thống không phải khóa đã dùng để mã hóa."
        case .setback(.refused(let words, nil)): "Nhà cung cấp từ chối: \(words)"
        case .setback(.refused(let words, let status?)): "Nhà cung cấp từ chối, mã HTTP \(status): \(words)"
        case .setback(let setback): setback.words(in: .vietnamese)
        }
    }
}

/// The names of fields are those of the provider's answer in every language.
extension SkippedListing: Worded {
    package var english: String {
        switch self {
        case .unusableID(let id): "a service with the id \(id)"
        case .unknownType(let id, let name, let type): "\(id) \(name): the type \(type) is not known here"
        case .nothingBetween(let id, let name, let minimum, let maximum):
            "\(id) \(name): its min, \(minimum), is above its max, \(maximum)"
        case .unknownSubscriptionRate(let id, let name, let rate):
            "\(id) \(name): the subscription_rate \(rate) is not known here"
        case .unreadable(let count): "\(count) rows that cannot be read"
        }
    }

    package var vietnamese: String {
        switch self {
        case .unusableID(let id): "một dịch vụ có ID \(id)"
        case .unknownType(let id, let name, let type): "\(id) \(name): chưa hỗ trợ loại \(type)"
        case .nothingBetween(let id, let name, let minimum, let maximum):
            "\(id) \(name): min là \(minimum), lớn hơn max là \(maximum)"
        case .unknownSubscriptionRate(let id, let name, let rate):
            "\(id) \(name): chưa hỗ trợ subscription_rate \(rate)"
        case .unreadable(let count): "\(count) dòng không đọc được"
        }
    }
}
