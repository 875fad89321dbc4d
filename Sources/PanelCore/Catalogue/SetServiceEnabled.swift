/// Offers a service, or stops offering it. Orders that were placed go on.
package struct SetServiceEnabled: StaffCommand {
    package let id: ServiceID
    package let isEnabled: Bool

    package init(id: ServiceID, isEnabled: Bool) {
        self.id = id
        self.isEnabled = isEnabled
    }

    package func permission(in scope: Scope) -> Permission { .manageCatalogue }
    package var action: AuditAction { isEnabled ? "enable_service" : "disable_service" }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.load(Service.self, id)
    }

    package func execute(in scope: inout Scope) throws(CatalogueRefusal) -> Service {
        guard var service = scope[Service.self, id] else { throw .unknownService(id) }
        service.isEnabled = isEnabled
        scope.update(service)
        return service
    }
}
