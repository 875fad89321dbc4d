import Hummingbird
import PanelCore
import PanelStore

extension AdminAPI {
    /// Longest key of a provider in bytes.
    private static let longestKey = 512

    func addProviderRoutes(to providers: RouterGroup<AdminContext>) {
        providers.get { _, _ in
            let open = try await store.openSubmissions()
            let active = try await store.providers().filter { $0.removedAt == nil }
            var messages: [ProviderMessage] = []
            for provider in active { messages.append(await message(provider, open: open)) }
            return try AdminJSON.response(messages)
        }
        providers.post { request, _ in
            let creation = try await AdminJSON.read(ProviderCreation.self, from: request)
            return try AdminJSON.response(await message(try await add(creation), open: [:]))
        }
        providers.get(":name") { _, context in
            let provider = try await provider(context)
            return try AdminJSON.response(await message(provider, open: try await store.openSubmissions()))
        }
        providers.post(":name/pause") { _, context in try await change(.pause, context) }
        providers.post(":name/resume") { _, context in try await change(.resume, context) }
        providers.delete(":name") { _, context in try await change(.remove, context) }
        providers.post(":name/test") { _, context in
            let provider = try await provider(context)
            return try AdminJSON.response(
                ProviderTestMessage(
                    try await calling { () async throws(ProviderProblem) in
                        try await gateway.probe(provider)
                    }
                )
            )
        }
        providers.post(":name/import") { request, context in
            let wish = try await AdminJSON.read(ProviderImport.self, from: request)
            return try AdminJSON.response(try await importCatalogue(of: try await provider(context), wish))
        }
    }

    private func message(_ provider: Provider, open: [ProviderID: [Submission.State: Int64]]) async -> ProviderMessage {
        ProviderMessage(provider, open: open[provider.id] ?? [:], health: await gateway.health(of: provider.id))
    }

    private func provider(_ context: AdminContext) async throws -> Provider {
        let name = context.parameters.get("name") ?? ""
        let provider = try await store.providers().first { $0.name.description == name && $0.removedAt == nil }
        guard let provider else { throw AdminError(StaffRefusal.unknownProvider(name)) }
        return provider
    }

    private func add(_ creation: ProviderCreation) async throws -> Provider {
        guard let name = ProviderName(creation.name) else {
            throw AdminError.invalid(
                "The name of a provider has 1 to 64 letters, digits, '.', '_' or '-', not 'staff'."
            )
        }
        let key = creation.key.trimmedASCII
        guard (1...AdminAPI.longestKey).contains(key.utf8.count), !key.hasControlCharacters() else {
            throw AdminError.invalid("A key has 1 to \(AdminAPI.longestKey) bytes.")
        }
        let defaults = ProviderTerms()
        let terms = ProviderTerms(
            idempotencyParameter: creation.idempotencyParameter,
            idempotencyHours: creation.idempotencyHours ?? defaults.idempotencyHours,
            maxInFlight: creation.maxInFlight ?? defaults.maxInFlight,
            requestsPerMinute: creation.requestsPerMinute,
            timeoutSeconds: creation.timeout ?? defaults.timeoutSeconds,
            pollSeconds: creation.pollSeconds ?? defaults.pollSeconds,
            pollLongestSeconds: creation.pollLongest ?? defaults.pollLongestSeconds,
            allowsPrivateAddress: creation.allowPrivateAddress ?? false
        )
        let (url, sealed) = try await calling { () async throws(ProviderProblem) in
            (
                try await gateway.checked(url: creation.url, allowsPrivateAddress: terms.allowsPrivateAddress),
                try gateway.seal(key, for: name)
            )
        }
        return try await perform(AddProvider(name: name, url: url, sealedKey: sealed, terms: terms, now: .now))
    }

    private func change(_ change: ChangeProvider.Change, _ context: AdminContext) async throws -> Response {
        let provider = try await provider(context)
        let changed = try await perform(ChangeProvider(id: provider.id, change: change, now: .now))
        return try AdminJSON.response(await message(changed, open: try await store.openSubmissions()))
    }

    private func importCatalogue(of provider: Provider, _ wish: ProviderImport) async throws -> ProviderImportMessage {
        guard let markup = PricePolicy.basisPoints(percent: wish.markup ?? "0") else {
            throw AdminError.invalid("The markup must be a percentage from 0 to 10000, with at most 2 places.")
        }
        let probe = try await calling { () async throws(ProviderProblem) in try await gateway.probe(provider) }
        let currency = try await store.currency()
        if let theirs = probe.currency, !theirs.isEmpty, theirs.uppercased() != currency.uppercased() {
            throw AdminError.invalid(
                "\(provider.name) charges in \(theirs), and the panel sells in \(currency). Its rates can not be taken over."
            )
        }
        let command = SyncCatalogue(
            provider: provider.id,
            listings: probe.catalogue.listings,
            creation: .init(markup: markup, category: wish.category?.trimmedASCII),
            allowsEmpty: wish.allowEmpty ?? false,
            isRehearsal: wish.dryRun,
            now: .now
        )
        return ProviderImportMessage(try await perform(command), skipped: probe.catalogue.skipped)
    }

    /// Does what needs a provider, or says why it can not be done.
    private func calling<Value>(_ body: () async throws(ProviderProblem) -> Value) async throws -> Value {
        do throws(ProviderProblem) {
            return try await body()
        } catch {
            throw AdminError(error)
        }
    }
}
