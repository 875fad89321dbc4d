import PanelCore
import PanelFulfilment
import PanelOperations
import PanelSandbox
import PanelSecrets
import PanelStore

/// What a demo starts with: the catalogue, the sandbox that delivers it, and a customer with the balance of the API
/// document's example.
struct DemoContents: Sendable {
    private let writer: BatchWriter
    private let fulfilment: Fulfilment
    private let sandbox: SandboxProvider
    private let key: APIKey
    private let passwords: DemoPasswords
    private let hasher: PasswordHasher

    static let customer = AccountName(unchecked: "demo")
    static let owner = AccountName(unchecked: "owner")
    static let balance = Money(micros: 100_842_920)
    /// The one service that nobody but staff delivers.
    static let staffService = ServiceID(rawValue: 2)
    private static let provider = ProviderName(unchecked: "sandbox")
    private static let providerKey = "sandbox"
    /// What is added to the sandbox's rates, in hundredths of a percent.
    private static let markup: Int64 = 2500

    init(runtime: PanelRuntime, sandbox: SandboxProvider, key: APIKey, passwords: DemoPasswords) {
        writer = runtime.writer
        fulfilment = runtime.fulfilment
        self.sandbox = sandbox
        self.key = key
        self.passwords = passwords
        hasher = runtime.door.hasher
    }

    /// The sandbox of a demo, which sells what the demo's panel sells, for less.
    static func makeSandbox() -> SandboxProvider {
        var configuration = SandboxProvider.Configuration()
        configuration.keys = [providerKey]
        configuration.services = DemoCatalogue.services.map { service in
            var service = service
            service.rate = cost(of: service)
            return service
        }
        // So that nobody takes an order's id for its id there.
        configuration.firstOrderID = 23_501
        return SandboxProvider(configuration: configuration, logger: .quiet)
    }

    private static func cost(of service: Service) -> Money {
        service.rate.scaled(by: 10_000, over: 10_000 + markup) ?? service.rate
    }

    @Sendable func fill() async throws {
        let provider = try await addProvider()
        _ = try await perform(ImportServices(DemoCatalogue.services.map { route($0, to: provider) }))
        let account = try await perform(
            CreateAccount(
                name: DemoContents.customer,
                role: .customer,
                profile: .seed,
                language: .vietnamese,
                discount: .none,
                keyDigest: key.digest,
                keyHint: key.hint(madeAt: .now),
                password: try await hash(passwords.customer, for: DemoContents.customer),
                now: .now
            )
        )
        _ = try await perform(
            CreateAccount(
                name: DemoContents.owner,
                role: .owner,
                profile: .seed,
                language: .vietnamese,
                discount: .none,
                keyDigest: APIKey().digest,
                password: try await hash(passwords.owner, for: DemoContents.owner),
                now: .now
            )
        )
        _ = try await perform(
            CreditAccount(
                name: DemoContents.customer,
                account: account.id,
                amount: DemoContents.balance,
                reference: "demo",
                note: "",
                now: .now
            )
        )
    }

    private func hash(_ password: String, for name: AccountName) async throws -> PasswordHash {
        try await hasher.hash(NewPassword(password, for: name), for: nil)
    }

    private func perform<C: StaffCommand>(_ command: C) async throws -> C.Outcome {
        try await writer.perform(Audited(command, by: .job("demo"), at: .now)).get()
    }

    private func addProvider() async throws -> ProviderID {
        _ = try await sandbox.start()
        return try await perform(
            AddProvider(
                name: DemoContents.provider,
                url: sandbox.url ?? "",
                sealedKey: try fulfilment.seal(DemoContents.providerKey, for: DemoContents.provider),
                terms: ProviderTerms(
                    idempotencyParameter: ParameterName.requestID.rawValue,
                    pollSeconds: 1,
                    allowsPrivateAddress: true
                ),
                now: .now
            )
        ).id
    }

    private func route(_ service: Service, to provider: ProviderID) -> Service {
        guard service.id != DemoContents.staffService else { return service }
        var service = service
        service.routes = [
            Route(
                target: .provider(provider, service: UpstreamID(unchecked: service.id.description)),
                relaysDripFeed: true,
                cost: DemoContents.cost(of: service)
            )
        ]
        return service
    }
}
