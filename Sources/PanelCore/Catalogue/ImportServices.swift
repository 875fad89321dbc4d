/// Brings services into the catalogue: new ones at its end, known ones changed where they stand.
package struct ImportServices: StaffCommand {
    package let services: [Service]
    /// Services of which nothing was said whether they are offered: known ones stay as staff left them.
    package let keepingState: Set<ServiceID>
    /// Services of which nothing was said who delivers them: known ones keep their routes.
    package let keepingRoutes: Set<ServiceID>
    /// Services of which nothing was said what the rate of a subscription is the price of: known ones keep that.
    package let keepingSubscriptionRate: Set<ServiceID>

    /// How many services were new, and how many were there already.
    package struct Outcome: Sendable, Equatable {
        package var created = 0
        package var updated = 0
    }

    package init(
        _ services: [Service],
        keepingState: Set<ServiceID> = [],
        keepingRoutes: Set<ServiceID> = [],
        keepingSubscriptionRate: Set<ServiceID> = []
    ) {
        self.services = services
        self.keepingState = keepingState
        self.keepingRoutes = keepingRoutes
        self.keepingSubscriptionRate = keepingSubscriptionRate
    }

    package func permission(in scope: Scope) -> Permission { .manageCatalogue }
    package var action: AuditAction { "import_services" }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.load(Service.self, services.map(\.id))
        reads.catalogueEnd = true
    }

    /// All of them or none.
    package func execute(in scope: inout Scope) throws(CatalogueRefusal) -> Outcome {
        var outcome = Outcome()
        var seen: Set<ServiceID> = []
        var position = scope.lastServicePosition
        for var service in services {
            guard seen.insert(service.id).inserted else { throw .duplicateService(service.id) }
            let known = scope[Service.self, service.id]
            if let known, known.type == service.type, keepingSubscriptionRate.contains(service.id) {
                service.subscriptionRate = known.subscriptionRate
            }
            if let problem = service.problem { throw .incorrectService(service.id, problem) }
            if let known {
                service.position = known.position
                if keepingState.contains(service.id) { service.isEnabled = known.isEnabled }
                if keepingRoutes.contains(service.id) { service.routes = known.routes }
                service.keepWhatIsKnownOfRoutes(known)
                scope.update(service)
                outcome.updated += 1
            } else {
                position += 1
                service.position = position
                scope.insert(service)
                outcome.created += 1
            }
        }
        return outcome
    }
}

extension Service {
    /// A route that stays keeps what its provider said of it.
    fileprivate mutating func keepWhatIsKnownOfRoutes(_ known: Service) {
        for index in routes.indices {
            guard let old = known.routes.first(where: { $0.target == routes[index].target }) else { continue }
            routes[index].cost = old.cost
            routes[index].availability = old.availability
            weighRoute(at: index)
        }
        if known.type != type || known.subscriptionRate != subscriptionRate { forgetCosts() }
    }
}
