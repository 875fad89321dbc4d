package import HTTPTypes
package import Hummingbird
import PanelCore
package import PanelOperations

/// The operations of staff as a JSON API. Whoever may open the server's socket may use it.
///
/// Listings are arrays of at most `limit` rows. When there are more, the answer has ``nextPage``, and `after` with what
/// that says goes on behind it.
package struct AdminAPI: Sendable {
    private let panel: OpenPanel
    let limits: Limits
    /// `https://panel.example.com`, where people reach the pages; `nil` while that is not known.
    let publicURL: @Sendable () -> String?

    /// The header that says where the next page of a listing begins.
    package static let nextPage = HTTPField.Name("Panel-Next")!

    /// Sizes of bodies in bytes.
    package struct Limits: Sendable {
        /// Of a catalogue that is imported.
        package var catalogue = 64 * 1024 * 1024
        /// Of anything else.
        package var body = 64 * 1024

        package init() {}
    }

    package init(
        _ panel: OpenPanel,
        limits: Limits = Limits(),
        publicURL: @escaping @Sendable () -> String? = { nil }
    ) {
        self.panel = panel
        self.limits = limits
        self.publicURL = publicURL
    }

    /// All routes.
    package func router() -> Router<AdminContext> {
        let router = Router(context: AdminContext.self)
        router.add(middleware: AdminErrorMiddleware())
        router.add(middleware: MachineMiddleware())
        let staff = router.group(context: StaffContext.self)
        addUserRoutes(to: staff.group("users"))
        addPeopleRoutes(to: staff.group("users"))
        addInvitationRoutes(to: staff.group("invitations"))
        addServiceRoutes(to: staff.group("services"))
        addLinkRuleRoutes(to: staff.group("link-rules"))
        addOrderRoutes(to: staff.group("orders"))
        addRefillRoutes(to: staff.group("refills"))
        addProviderRoutes(to: staff.group("providers"))
        addSettingRoutes(to: staff.group("settings"))
        addPanelRoutes(to: staff)
        return router
    }

    /// Reads a request's body.
    func read<Value: Decodable>(_ type: Value.Type, from request: Request) async throws -> Value {
        try await AdminJSON.read(type, from: request, limit: limits.body)
    }

    /// The operations, for whoever sent a request.
    func operations(_ context: StaffContext) -> StaffOperations {
        StaffOperations(panel, by: context.principal)
    }
}
