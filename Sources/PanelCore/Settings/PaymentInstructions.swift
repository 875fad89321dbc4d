/// How customers pay in, as the operator tells them: plain text of any number of lines, up to ``longest`` characters.
/// Empty while nobody has written any.
package struct PaymentInstructions: Hashable, Sendable, CustomStringConvertible {
    /// Lines end with a line feed, and none is blank at the beginning or the end.
    package let description: String

    /// In characters.
    package static let longest = 4000

    /// Reads what somebody wrote, with whatever line ends.
    ///
    /// - Returns: `nil` for text that is too long, and for control characters other than tabs and line ends.
    package init?(_ text: String) {
        let lines = String(decoding: text.utf8.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self).trimmedASCII
        guard lines.count <= PaymentInstructions.longest, lines.utf8.count <= 4 * PaymentInstructions.longest,
            !lines.hasControlCharacters(except: Array("\n\t".utf8))
        else { return nil }
        description = lines
    }

    package var isEmpty: Bool { description.isEmpty }

    /// The lines of each paragraph. Blank lines stand between paragraphs.
    package var paragraphs: [[String]] {
        description.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.isBlank }
            .map { $0.map { String($0) } }
    }
}

extension Setting where Value == PaymentInstructions {
    /// How to pay in, for those who read a language.
    package static func paymentInstructions(in language: Language) -> Setting {
        let name: SettingName =
            switch language {
            case .vietnamese: .paymentInstructionsVi
            case .english: .paymentInstructionsEn
            }
        return Setting(
            name,
            fallback: .none,
            read: { PaymentInstructions($0) },
            write: \.description
        )
    }
}

extension PaymentInstructions {
    /// While nobody has written any.
    package static let none = PaymentInstructions(lines: "")

    private init(lines: String) {
        description = lines
    }
}

extension Settings {
    /// How to pay in, for somebody who reads `language`: in the other one when that is all that there is.
    ///
    /// - Returns: `nil` when nobody has written any.
    package func paymentInstructions(
        in language: Language
    ) -> (instructions: PaymentInstructions, language: Language)? {
        let other: Language = language == .vietnamese ? .english : .vietnamese
        return [language, other]
            .map { (instructions: self[Setting.paymentInstructions(in: $0)], language: $0) }
            .first { !$0.instructions.isEmpty }
    }
}
