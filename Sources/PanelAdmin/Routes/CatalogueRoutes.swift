import Hummingbird
import PanelCore
import PanelOperations

extension AdminAPI {
    func addServiceRoutes(to services: RouterGroup<StaffContext>) {
        services.get { request, context in
            let staff = operations(context)
            let names = try await staff.providerNames()
            return try AdminJSON.response(await staff.services(staff.part(request))) {
                ServiceMessage($0, providers: names)
            }
        }
        services.post("import") { request, context in
            let rows = try await AdminJSON.read([ServiceRow].self, from: request, limit: limits.catalogue)
            let outcome = try await operations(context).importServices(rows.map(\.imported))
            return try AdminJSON.response(ImportMessage(created: outcome.created, updated: outcome.updated))
        }
        services.post(":id/enable") { _, context in try await setEnabled(true, context) }
        services.post(":id/disable") { _, context in try await setEnabled(false, context) }
    }

    private func setEnabled(_ isEnabled: Bool, _ context: StaffContext) async throws -> Response {
        let staff = operations(context)
        let service = try await staff.setEnabled(isEnabled, service: Reading.id(from: context))
        return try AdminJSON.response(ServiceMessage(service, providers: try await staff.providerNames()))
    }

    func addLinkRuleRoutes(to rules: RouterGroup<StaffContext>) {
        rules.get { request, context in
            let staff = operations(context)
            return try AdminJSON.response(await staff.linkRules(staff.part(request)), LinkRuleMessage.init)
        }
        rules.post { request, context in
            let message = try await read(LinkRuleMessage.self, from: request)
            let rule = try await operations(context).addLinkRule(LinkRule.text(typed: message.text))
            return try AdminJSON.response(LinkRuleMessage(rule))
        }
        rules.delete(":id") { _, context in
            let rule = try await operations(context).removeLinkRule(Reading.id(from: context))
            return try AdminJSON.response(LinkRuleMessage(rule))
        }
    }
}

extension ServiceRow {
    fileprivate var imported: ImportedService {
        ImportedService(
            service,
            saysEnabled: saysEnabled,
            saysSubscriptionRate: saysSubscriptionRate,
            routes: routes?.map(\.named)
        )
    }
}

extension RouteRow {
    fileprivate var named: ImportedService.NamedRoute {
        ImportedService.NamedRoute(
            provider: provider == ProviderName.staff ? nil : service.map { (provider, $0) },
            relaysDripFeed: relaysDripFeed,
            policy: policy
        )
    }
}

extension LinkRuleMessage {
    fileprivate init(_ rule: LinkRule) {
        self.init(id: rule.id.rawValue, text: rule.text)
    }
}
