package import Hummingbird
import PanelCore
package import PanelOperations

/// The operations of staff as a JSON API. Whoever may open the server's socket may use it.
package struct AdminAPI: Sendable {
    private let panel: OpenPanel

    package init(_ panel: OpenPanel) {
        self.panel = panel
    }

    /// All routes.
    package func router() -> Router<AdminContext> {
        let router = Router(context: AdminContext.self)
        router.add(middleware: AdminErrorMiddleware())
        router.add(middleware: MachineMiddleware())
        let staff = router.group(context: StaffContext.self)
        addUserRoutes(to: staff.group("users"))
        addServiceRoutes(to: staff.group("services"))
        addLinkRuleRoutes(to: staff.group("link-rules"))
        addOrderRoutes(to: staff.group("orders"))
        addRefillRoutes(to: staff.group("refills"))
        addProviderRoutes(to: staff.group("providers"))
        addSettingRoutes(to: staff.group("settings"))
        addPanelRoutes(to: staff)
        return router
    }

    /// The operations, for whoever sent a request.
    func operations(_ context: StaffContext) -> StaffOperations {
        StaffOperations(panel, by: context.principal)
    }
}
