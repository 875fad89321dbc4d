import Hummingbird
import PanelCore
import PanelStore

extension AdminAPI {
    /// Largest catalogue that can be imported at once, in bytes.
    private static let importLimit = 64 * 1024 * 1024

    func addServiceRoutes(to services: RouterGroup<AdminContext>) {
        services.get { _, _ in
            let names = try await providerNames()
            let services = try await store.catalogue().services
            return try AdminJSON.response(services.map { ServiceMessage($0, providers: names) })
        }
        services.post("import") { request, _ in
            let rows = try await AdminJSON.read([ServiceRow].self, from: request, limit: AdminAPI.importLimit)
            let providers = try await activeProviders()
            let command = ImportServices(
                try rows.map { try $0.service(providers: providers) },
                keepingState: Set(rows.filter { !$0.saysEnabled }.map(\.service.id)),
                keepingRoutes: Set(rows.filter { $0.routes == nil }.map(\.service.id)),
                keepingSubscriptionRate: Set(rows.filter { !$0.saysSubscriptionRate }.map(\.service.id))
            )
            let outcome = try await perform(command)
            return try AdminJSON.response(ImportMessage(created: outcome.created, updated: outcome.updated))
        }
        services.post(":id/enable") { _, context in try await setEnabled(true, context) }
        services.post(":id/disable") { _, context in try await setEnabled(false, context) }
    }

    private func setEnabled(_ isEnabled: Bool, _ context: AdminContext) async throws -> Response {
        let service = try await perform(SetServiceEnabled(id: Reading.id(from: context), isEnabled: isEnabled))
        return try AdminJSON.response(ServiceMessage(service, providers: try await providerNames()))
    }

    /// The names of all providers, removed ones too.
    func providerNames() async throws -> [ProviderID: String] {
        let providers = try await store.providers()
        return Dictionary(uniqueKeysWithValues: providers.map { ($0.id, $0.name.description) })
    }

    private func activeProviders() async throws -> [String: ProviderID] {
        let providers = try await store.providers().filter { $0.removedAt == nil }
        return Dictionary(uniqueKeysWithValues: providers.map { ($0.name.description, $0.id) })
    }

    func addLinkRuleRoutes(to rules: RouterGroup<AdminContext>) {
        rules.get { _, _ in try AdminJSON.response(try await store.catalogue().linkRules.map(LinkRuleMessage.init)) }
        rules.post { request, _ in
            let text = try await AdminJSON.read(LinkRuleMessage.self, from: request).text.trimmedASCII
            guard (1...LinkRule.longest).contains(text.utf8.count), !text.hasControlCharacters() else {
                throw AdminError.invalid("The text of a rule has 1 to \(LinkRule.longest) bytes.")
            }
            return try AdminJSON.response(LinkRuleMessage(try await perform(AddLinkRule(text: text))))
        }
        rules.delete(":id") { _, context in
            let rule = try await perform(RemoveLinkRule(id: Reading.id(from: context)))
            return try AdminJSON.response(LinkRuleMessage(rule))
        }
    }
}

extension ServiceRow {
    /// The service with its routes.
    fileprivate func service(providers: [String: ProviderID]) throws -> Service {
        var service = service
        service.routes = try (routes ?? []).map { row in
            guard row.provider != ProviderName.staff, let upstream = row.service else {
                return Route(target: .staff, relaysDripFeed: row.relaysDripFeed, policy: row.policy)
            }
            guard let provider = providers[row.provider] else {
                throw AdminError(StaffRefusal.unknownProvider(row.provider))
            }
            return Route(
                target: .provider(provider, service: upstream),
                relaysDripFeed: row.relaysDripFeed,
                policy: row.policy
            )
        }
        return service
    }
}

extension LinkRuleMessage {
    fileprivate init(_ rule: LinkRule) {
        self.init(id: rule.id.rawValue, text: rule.text)
    }
}
