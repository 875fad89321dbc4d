package import PanelCore
package import PanelStore

/// What operations work with: a panel that is open.
package struct OpenPanel: Sendable {
    package let store: any Store
    /// Carries out commands.
    package let writer: BatchWriter
    /// Calls providers.
    package let gateway: any ProviderGateway
    /// The clock that dates what is done.
    package let now: @Sendable () -> Timestamp

    package init(
        store: any Store,
        writer: BatchWriter,
        gateway: any ProviderGateway,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.writer = writer
        self.gateway = gateway
        self.now = now
    }
}
