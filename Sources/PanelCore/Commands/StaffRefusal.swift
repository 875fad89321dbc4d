/// Why something that staff asked for is refused, by what it is about. `PanelWords` has the sentences that they read.
package enum StaffRefusal: Error, Hashable, Sendable {
    /// Whoever asked for it may not do that.
    case notAllowed(Permission)
    case account(AccountRefusal)
    case order(OrderHandlingRefusal)
    case refill(RefillRefusal)
    case catalogue(CatalogueRefusal)
    case provider(ProviderRefusal)
    case setting(SettingRefusal)
}

/// What a command of staff throws: the refusals of its subject, or ``StaffRefusal`` where it is about several.
package protocol SubjectRefusal: Error, Hashable, Sendable {
    var staffRefusal: StaffRefusal { get }
}

extension StaffRefusal: SubjectRefusal {
    package var staffRefusal: StaffRefusal { self }
}

extension AccountRefusal: SubjectRefusal {
    package var staffRefusal: StaffRefusal { .account(self) }
}

extension OrderHandlingRefusal: SubjectRefusal {
    package var staffRefusal: StaffRefusal { .order(self) }
}

extension RefillRefusal: SubjectRefusal {
    package var staffRefusal: StaffRefusal { .refill(self) }
}

extension CatalogueRefusal: SubjectRefusal {
    package var staffRefusal: StaffRefusal { .catalogue(self) }
}

extension ProviderRefusal: SubjectRefusal {
    package var staffRefusal: StaffRefusal { .provider(self) }
}

extension SettingRefusal: SubjectRefusal {
    package var staffRefusal: StaffRefusal { .setting(self) }
}

/// Of commands that nothing but a missing permission stands against.
extension Never: SubjectRefusal {
    package var staffRefusal: StaffRefusal { switch self {} }
}
