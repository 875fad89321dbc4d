import PanelCore
import PanelWords

/// A setting that staff may change while the panel runs.
package struct SettingMessage: Codable, Sendable {
    package let name: String
    package let value: String
    /// Whether the value is what holds by itself.
    package let isDefault: Bool
    /// What it is for.
    package let help: String
    /// What it can be.
    package let allowed: String

    enum CodingKeys: String, CodingKey {
        case name
        case value
        case isDefault = "is_default"
        case help
        case allowed
    }

    init(_ name: SettingName, in settings: Settings) {
        self.name = name.rawValue
        value = settings[name]
        isDefault = settings[name] == name.setting.fallbackText
        help = name.words(in: .english)
        allowed = name.allowedWords(in: .english)
    }
}

/// A new value.
package struct SettingChange: Codable, Sendable {
    package let value: String

    package init(value: String) {
        self.value = value
    }
}
