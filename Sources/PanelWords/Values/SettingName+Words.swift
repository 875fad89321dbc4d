package import PanelCore

extension SettingName {
    /// What it is for.
    package func words(in language: Language) -> String {
        switch (self, language) {
        case (.currency, .english): "what all amounts are in; fixed once there are orders"
        case (.currency, .vietnamese): "đơn vị tiền tệ của mọi số tiền; không đổi được khi đã có đơn hàng"
        case (.accountProfile, .english): "how the API answers new users"
        case (.accountProfile, .vietnamese): "kiểu phản hồi API của khách hàng mới"
        case (.accountLanguage, .english): "the language of new users"
        case (.accountLanguage, .vietnamese): "ngôn ngữ của khách hàng mới"
        }
    }

    /// What it can be.
    package func allowedWords(in language: Language) -> String {
        switch (self, language) {
        case (.currency, .english): "a code of three letters, such as USD or VND"
        case (.currency, .vietnamese): "mã gồm ba chữ cái, ví dụ USD hoặc VND"
        case (.accountProfile, _): ResponseProfile.allCases.map(\.rawValue).joined(separator: ", ")
        case (.accountLanguage, _): Language.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }
}
