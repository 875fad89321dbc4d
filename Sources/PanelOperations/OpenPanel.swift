package import PanelCore
package import PanelSecrets
package import PanelStore

/// What operations work with: a panel that is open.
package struct OpenPanel: Sendable {
    package let store: any Store
    /// Carries out commands.
    package let writer: BatchWriter
    /// Calls providers.
    package let gateway: any ProviderGateway
    let limits: Limits
    /// Hashes the passwords that staff set.
    let passwords: PasswordHasher
    /// When the sessions of the pages end.
    let sessions: SessionLimits
    /// The clock that dates what is done.
    package let now: @Sendable () -> Timestamp

    /// How much one question may ask for.
    package struct Limits: Sendable {
        /// Rows of a page of a listing.
        package var rows = 10_000
        /// Orders that lead to the same and are looked at for a page of a search by link.
        package var lookedAt = OrdersByLink.usuallyLookedAt

        package init() {}
    }

    package init(
        store: any Store,
        writer: BatchWriter,
        gateway: any ProviderGateway,
        limits: Limits = Limits(),
        passwords: PasswordHasher = PasswordHasher(),
        sessions: SessionLimits = SessionLimits(),
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.writer = writer
        self.gateway = gateway
        self.limits = limits
        self.passwords = passwords
        self.sessions = sessions
        self.now = now
    }
}
