import Hummingbird
import PanelCore
import PanelStore

extension AdminAPI {
    /// Largest catalogue that can be imported at once, in bytes.
    private static let importLimit = 64 * 1024 * 1024

    func addServiceRoutes(to services: RouterGroup<BasicRequestContext>) {
        services.get { _, _ in
            try AdminJSON.response(try await store.catalogue().services.map(ServiceMessage.init))
        }
        services.post("import") { request, _ in
            let rows = try await AdminJSON.read([ServiceRow].self, from: request, limit: AdminAPI.importLimit)
            let silent = Set(rows.filter { !$0.saysEnabled }.map(\.service.id))
            let outcome = try await perform(ImportServices(rows.map(\.service), keepingState: silent))
            return try AdminJSON.response(ImportMessage(created: outcome.created, updated: outcome.updated))
        }
        services.post(":id/enable") { _, context in try await setEnabled(true, context) }
        services.post(":id/disable") { _, context in try await setEnabled(false, context) }
    }

    private func setEnabled(_ isEnabled: Bool, _ context: BasicRequestContext) async throws -> Response {
        let service = try await perform(SetServiceEnabled(id: Reading.id(from: context), isEnabled: isEnabled))
        return try AdminJSON.response(ServiceMessage(service))
    }

    func addLinkRuleRoutes(to rules: RouterGroup<BasicRequestContext>) {
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

extension LinkRuleMessage {
    fileprivate init(_ rule: LinkRule) {
        self.init(id: rule.id.rawValue, text: rule.text)
    }
}
