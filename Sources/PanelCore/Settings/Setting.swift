/// Something that staff may change while the panel runs, with what it can be. `PanelWords` says what each is for.
package struct Setting<Value: Sendable>: Sendable {
    package let name: SettingName
    /// What holds while nobody has said anything.
    package let fallback: Value
    /// Whether it stays as it is once there are orders.
    package let endsWithOrders: Bool
    let read: @Sendable (String) -> Value?
    let write: @Sendable (Value) -> String

    /// - Parameters:
    ///   - read: Reads a value as it is typed and stored; `nil` for text that is none.
    ///   - write: A value in the one form in which it is stored.
    init(
        _ name: SettingName,
        fallback: Value,
        endsWithOrders: Bool = false,
        read: @escaping @Sendable (String) -> Value?,
        write: @escaping @Sendable (Value) -> String
    ) {
        self.name = name
        self.fallback = fallback
        self.endsWithOrders = endsWithOrders
        self.read = read
        self.write = write
    }
}

extension Setting where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of a few names.
    init(_ name: SettingName, fallback: Value) {
        self.init(name, fallback: fallback, read: { Value(rawValue: $0) }, write: \.rawValue)
    }
}

/// The names by which settings are stored and typed.
package enum SettingName: String, CaseIterable, Sendable {
    case currency
    case accountProfile = "account_profile"
    case accountLanguage = "account_language"
    case panelName = "panel_name"
    case registration
    case timeZone = "time_zone"
    case paymentInstructionsVi = "payment_instructions_vi"
    case paymentInstructionsEn = "payment_instructions_en"

    /// The setting of this name.
    package var setting: any AnySetting {
        switch self {
        case .currency: Setting<Currency>.currency
        case .accountProfile: Setting<ResponseProfile>.accountProfile
        case .accountLanguage: Setting<Language>.accountLanguage
        case .panelName: Setting<PanelName>.panelName
        case .registration: Setting<Registration>.registration
        case .timeZone: Setting<TimeZoneName>.timeZone
        case .paymentInstructionsVi: Setting<PaymentInstructions>.paymentInstructions(in: .vietnamese)
        case .paymentInstructionsEn: Setting<PaymentInstructions>.paymentInstructions(in: .english)
        }
    }
}

extension Setting where Value == Currency {
    /// What all amounts of the panel are in.
    package static let currency = Setting(
        .currency,
        fallback: Currency(unchecked: "USD"),
        endsWithOrders: true,
        read: { Currency($0) },
        write: \.code
    )
}

extension Setting where Value == ResponseProfile {
    /// How the API words its answers to accounts that are made without saying so.
    package static let accountProfile = Setting(.accountProfile, fallback: .seed)
}

extension Setting where Value == Language {
    /// The language of accounts that are made without saying so.
    package static let accountLanguage = Setting(.accountLanguage, fallback: .vietnamese)
}

extension Setting where Value == PanelName {
    /// What the panel is called on its pages.
    package static let panelName = Setting(
        .panelName,
        fallback: PanelName(unchecked: "Panel"),
        read: { PanelName($0) },
        write: \.description
    )
}

extension Setting where Value == Registration {
    /// Who may make themselves an account.
    package static let registration = Setting(.registration, fallback: .open)
}

extension Setting where Value == TimeZoneName {
    /// The time zone of whoever has not chosen one.
    package static let timeZone = Setting(
        .timeZone,
        fallback: TimeZoneName(unchecked: "Asia/Ho_Chi_Minh"),
        read: { TimeZoneName($0) },
        write: \.description
    )
}

/// What a panel is called: 1 to 40 characters in one line.
package struct PanelName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// In characters.
    package static let longest = 40

    package init?(_ text: String) {
        guard let line = text.line(ofAtMost: PanelName.longest) else { return nil }
        description = line
    }

    /// Takes a name that was checked before it was stored.
    package init(unchecked text: String) {
        description = text
    }
}

/// A currency by its code, three capital letters as in ISO 4217.
package struct Currency: Hashable, Sendable {
    package let code: String

    /// Reads a code in any case.
    package init?(_ text: String) {
        let code = text.trimmedASCII.uppercased()
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { return nil }
        self.code = code
    }

    /// Takes a code that was checked before it was stored.
    package init(unchecked code: String) {
        self.code = code
    }
}

/// A setting of whatever type.
package protocol AnySetting: Sendable {
    var name: SettingName { get }
    var endsWithOrders: Bool { get }
    /// What holds while nobody has said anything, as it is stored.
    var fallbackText: String { get }

    /// The value that somebody typed, as it is stored; `nil` when it is none.
    func stored(typed text: String) -> String?
}

extension Setting: AnySetting {
    package var fallbackText: String { write(fallback) }

    package func stored(typed text: String) -> String? {
        read(text.trimmedASCII).map(write)
    }
}
