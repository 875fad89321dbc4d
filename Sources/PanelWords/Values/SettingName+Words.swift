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
        case (.panelName, .english): "what the panel is called on its pages"
        case (.panelName, .vietnamese): "tên hệ thống trên các trang"
        case (.registration, .english): "who may make themselves an account"
        case (.registration, .vietnamese): "ai được tự tạo tài khoản"
        case (.timeZone, .english): "the time zone of users who have not chosen one"
        case (.timeZone, .vietnamese): "múi giờ của khách hàng chưa chọn múi giờ"
        case (.paymentInstructionsVi, .english): "how to pay in, for those who read Vietnamese"
        case (.paymentInstructionsVi, .vietnamese): "hướng dẫn nạp tiền bằng tiếng Việt"
        case (.paymentInstructionsEn, .english): "how to pay in, for those who read English"
        case (.paymentInstructionsEn, .vietnamese): "hướng dẫn nạp tiền bằng tiếng Anh"
        }
    }

    /// What it can be.
    package func allowedWords(in language: Language) -> String {
        switch (self, language) {
        case (.currency, .english): "a code of three letters, such as USD or VND"
        case (.currency, .vietnamese): "mã gồm ba chữ cái, ví dụ USD hoặc VND"
        case (.accountProfile, _): ResponseProfile.allCases.map(\.rawValue).joined(separator: ", ")
        case (.panelName, .english): "1 to \(PanelName.longest) characters in one line"
        case (.panelName, .vietnamese): "1 đến \(PanelName.longest) ký tự trên một dòng"
        case (.registration, _): Registration.allCases.map(\.rawValue).joined(separator: ", ")
        case (.timeZone, .english): "a name of the IANA database, such as Asia/Ho_Chi_Minh or UTC"
        case (.timeZone, .vietnamese): "tên trong cơ sở dữ liệu IANA, ví dụ Asia/Ho_Chi_Minh hoặc UTC"
        case (.paymentInstructionsVi, .english), (.paymentInstructionsEn, .english):
            "text of up to \(PaymentInstructions.longest) characters, of any number of lines"
        case (.paymentInstructionsVi, .vietnamese), (.paymentInstructionsEn, .vietnamese):
            "văn bản tối đa \(PaymentInstructions.longest) ký tự, có thể nhiều dòng"
        case (.accountLanguage, _): Language.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }
}
