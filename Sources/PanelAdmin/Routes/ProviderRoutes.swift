import Hummingbird
import PanelCore
import PanelOperations

extension AdminAPI {
    func addProviderRoutes(to providers: RouterGroup<StaffContext>) {
        providers.get { request, context in
            let staff = operations(context)
            return try AdminJSON.response(await staff.providers(staff.part(request)), ProviderMessage.init)
        }
        providers.post { request, context in
            let creation = try await read(ProviderCreation.self, from: request)
            let status = try await operations(context).addProvider(creation.provider())
            return try AdminJSON.response(ProviderMessage(status))
        }
        providers.get(":name") { _, context in
            try AdminJSON.response(ProviderMessage(try await operations(context).provider(named: name(context))))
        }
        providers.post(":name/pause") { _, context in try await change(.pause, context) }
        providers.post(":name/resume") { _, context in try await change(.resume, context) }
        providers.delete(":name") { _, context in try await change(.remove, context) }
        providers.post(":name/test") { _, context in
            let probe = try await operations(context).testProvider(named: name(context))
            return try AdminJSON.response(ProviderTestMessage(probe))
        }
        providers.post(":name/import") { request, context in
            let wish = try await read(ProviderImport.self, from: request).wish()
            let (outcome, skipped) = try await operations(context)
                .importCatalogue(ofProvider: name(context), wish)
            return try AdminJSON.response(ProviderImportMessage(outcome, skipped: skipped))
        }
    }

    private func name(_ context: StaffContext) -> String { context.parameters.get("name") ?? "" }

    private func change(_ change: ChangeProvider.Change, _ context: StaffContext) async throws -> Response {
        let status = try await operations(context).changeProvider(named: name(context), change)
        return try AdminJSON.response(ProviderMessage(status))
    }
}

extension ProviderCreation {
    fileprivate func provider() throws(InvalidInput) -> NewProvider {
        let defaults = ProviderTerms()
        let terms = ProviderTerms(
            idempotencyParameter: idempotencyParameter,
            idempotencyHours: idempotencyHours ?? defaults.idempotencyHours,
            maxInFlight: maxInFlight ?? defaults.maxInFlight,
            requestsPerMinute: requestsPerMinute,
            timeoutSeconds: timeout ?? defaults.timeoutSeconds,
            pollSeconds: pollSeconds ?? defaults.pollSeconds,
            pollLongestSeconds: pollLongest ?? defaults.pollLongestSeconds,
            allowsPrivateAddress: allowPrivateAddress ?? false
        )
        return NewProvider(
            name: try ProviderName(typed: name),
            url: url,
            key: try Provider.key(typed: key),
            terms: terms
        )
    }
}

extension ProviderImport {
    fileprivate func wish() throws(InvalidInput) -> CatalogueImport {
        CatalogueImport(
            creation: .init(
                markup: try PricePolicy.markup(typed: markup ?? "0"),
                category: category?.trimmedASCII
            ),
            allowsEmpty: allowEmpty ?? false,
            isRehearsal: dryRun
        )
    }
}
