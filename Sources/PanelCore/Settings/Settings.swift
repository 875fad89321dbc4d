/// What staff have set, as of one version.
package struct Settings: Sendable, Equatable {
    private var values: [SettingName: String] = [:]
    /// What all amounts are in. Read once, since nearly every answer of the API names it.
    package private(set) var currency = Setting.currency.fallback

    package init() {}

    /// Of what is stored. Names that no setting has are somebody else's.
    package init(_ stored: [StoredSetting]) {
        for setting in stored {
            guard let name = SettingName(rawValue: setting.key.text) else { continue }
            values[name] = setting.value
        }
        currency = self[.currency]
    }

    /// What holds.
    package subscript<Value>(_ setting: Setting<Value>) -> Value {
        values[setting.name].flatMap(setting.read) ?? setting.fallback
    }

    /// Who may make themselves an account.
    package var registration: Registration { self[Setting<Registration>.registration] }

    /// What holds, as it is stored.
    package subscript(name: SettingName) -> String {
        values[name] ?? name.setting.fallbackText
    }
}

/// A setting that somebody has set.
package struct StoredSetting: Record {
    package static let lockRank = LockRank.settings

    package let key: ExactText
    package var value: String

    package init(name: String, value: String) {
        key = ExactText(name)
        self.value = value
    }
}
