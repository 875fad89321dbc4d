package import PanelCore
package import PanelStore

/// A service of an import, with what was left open about it.
package struct ImportedService: Sendable {
    /// Without routes.
    package let service: Service
    /// Whether it was said if the service is offered.
    package let saysEnabled: Bool
    /// Whether it was said what the rate of a subscription is the price of.
    package let saysSubscriptionRate: Bool
    /// Who delivers it; `nil` when nothing was said of that.
    package let routes: [NamedRoute]?

    /// A route that names its provider.
    package struct NamedRoute: Sendable {
        /// A provider and its id of the service; `nil` for staff.
        package let provider: (name: String, service: UpstreamID)?
        package let relaysDripFeed: Bool
        package let policy: PricePolicy

        package init(provider: (name: String, service: UpstreamID)?, relaysDripFeed: Bool, policy: PricePolicy) {
            self.provider = provider
            self.relaysDripFeed = relaysDripFeed
            self.policy = policy
        }
    }

    package init(_ service: Service, saysEnabled: Bool, saysSubscriptionRate: Bool, routes: [NamedRoute]?) {
        self.service = service
        self.saysEnabled = saysEnabled
        self.saysSubscriptionRate = saysSubscriptionRate
        self.routes = routes
    }
}

extension StaffOperations {
    /// Services, offered or not, in the order of the catalogue.
    package func services(_ part: Part) async throws -> Page<Service> {
        try require(.viewCatalogue)
        return try await store.read(Services(part))
    }

    /// The names of all providers, removed ones too.
    package func providerNames() async throws -> [ProviderID: String] {
        try require(.viewCatalogue)
        return try await namesOfProviders()
    }

    /// As ``providerNames()``, for operations that may be done by whoever asks.
    func namesOfProviders() async throws -> [ProviderID: String] {
        let providers = try await store.providers()
        return Dictionary(uniqueKeysWithValues: providers.map { ($0.id, $0.name.description) })
    }

    /// Brings services into the catalogue: all of them or none.
    package func importServices(_ services: [ImportedService]) async throws -> ImportServices.Outcome {
        try require(.manageCatalogue)
        let active = try await store.providers().filter { $0.removedAt == nil }
        let providers = Dictionary(uniqueKeysWithValues: active.map { ($0.name.description, $0.id) })
        func ids(_ isWanted: (ImportedService) -> Bool) -> Set<ServiceID> {
            Set(services.filter(isWanted).map(\.service.id))
        }
        return try await perform(
            ImportServices(
                try services.map { try $0.routed(over: providers) },
                keepingState: ids { !$0.saysEnabled },
                keepingRoutes: ids { $0.routes == nil },
                keepingSubscriptionRate: ids { !$0.saysSubscriptionRate }
            )
        )
    }

    package func setEnabled(_ isEnabled: Bool, service: ServiceID) async throws -> Service {
        try await perform(SetServiceEnabled(id: service, isEnabled: isEnabled))
    }

    /// The rules about links, in the order they were made.
    package func linkRules(_ part: Part) async throws -> Page<LinkRule> {
        try require(.viewCatalogue)
        return try await store.read(LinkRules(part))
    }

    /// - Parameter text: As `LinkRule.text(typed:)` reads it.
    package func addLinkRule(_ text: String) async throws -> LinkRule {
        try await perform(AddLinkRule(text: text))
    }

    package func removeLinkRule(_ id: LinkRuleID) async throws -> LinkRule {
        try await perform(RemoveLinkRule(id: id))
    }
}

extension ImportedService {
    /// The service with its routes.
    fileprivate func routed(over providers: [String: ProviderID]) throws(StaffRefusal) -> Service {
        var service = service
        var targets: [Route] = []
        for route in routes ?? [] {
            var target = Route.Target.staff
            if let (name, upstream) = route.provider {
                guard let provider = providers[name] else { throw .provider(.unknown(.name(name))) }
                target = .provider(provider, service: upstream)
            }
            targets.append(Route(target: target, relaysDripFeed: route.relaysDripFeed, policy: route.policy))
        }
        service.routes = targets
        return service
    }
}
