import PanelCore
import PanelFulfilment
import PanelOperations
import PanelSandbox
import PanelSecrets
import PanelStore

/// What a demo starts with: the catalogue, the sandbox that delivers it, and a customer with some weeks of orders and the
/// balance of the API document's example.
struct DemoContents: Sendable {
    private let store: any Store
    private let writer: BatchWriter
    private let fulfilment: Fulfilment
    private let sandbox: SandboxProvider
    private let key: APIKey
    private let passwords: DemoPasswords
    private let hasher: PasswordHasher

    static let customer = AccountName(unchecked: "demo")
    static let owner = AccountName(unchecked: "owner")
    /// The number that the next order gets.
    static let nextOrder = Int64(DemoOrders.past.count + DemoOrders.live.count + 1)
    /// The one service that nobody but staff delivers.
    static let staffService = ServiceID(rawValue: 2)
    private static let provider = ProviderName(unchecked: "sandbox")
    private static let providerKey = "sandbox"
    /// What is added to the sandbox's rates, in hundredths of a percent.
    private static let markup: Int64 = 2500

    init(runtime: PanelRuntime, sandbox: SandboxProvider, key: APIKey, passwords: DemoPasswords) {
        store = runtime.store
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

    /// Makes all of it. What belongs to the past is done before there is a provider, so staff have delivered it.
    @Sendable func fill() async throws {
        let now = Timestamp.now
        let begin = now.adding(days: -DemoHistory.days)
        try await set(at: begin)
        _ = try await perform(ImportServices(DemoCatalogue.firstServices), at: begin)
        try await makeAccounts(at: begin)
        try await DemoHistory(store: store, writer: writer, key: key, now: now).live()
        let provider = try await addProvider(at: now)
        _ = try await perform(ImportServices(DemoCatalogue.services.map { route($0, to: provider) }), at: now)
        let present = try await DemoHistory(store: store, writer: writer, key: key, now: .now)
        try await present.star()
        try await present.orderNow()
    }

    private func set(at moment: Timestamp) async throws {
        let values: [SettingName: String] = [
            .panelName: "Hoa Sen Panel",
            .paymentInstructionsVi: """
            Chuyển khoản tới:
            Vietcombank 0881 000 458 086
            CÔNG TY HOA SEN

            Nội dung chuyển khoản: tên đăng nhập của bạn.
            Tiền được cộng trong 15 phút (8:00–22:00). Tỷ giá: 1 USD = 25.300 ₫.
            """,
            .paymentInstructionsEn: """
            Send a bank transfer to:
            Vietcombank 0881 000 458 086
            CÔNG TY HOA SEN

            Reference: your user name.
            It is added within 15 minutes (8:00–22:00 in Hanoi). 1 USD is 25,300 ₫.
            """,
        ]
        for (name, value) in values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            _ = try await perform(ChangeSetting(name, to: value), at: moment)
        }
    }

    private func makeAccounts(at moment: Timestamp) async throws {
        _ = try await perform(
            CreateAccount(
                name: DemoContents.customer,
                role: .customer,
                profile: .seed,
                language: .vietnamese,
                discount: .none,
                keyDigest: key.digest,
                keyHint: key.hint(madeAt: moment),
                password: try await hash(passwords.customer, for: DemoContents.customer),
                now: moment
            ),
            at: moment
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
                now: moment
            ),
            at: moment
        )
    }

    private func hash(_ password: String, for name: AccountName) async throws -> PasswordHash {
        try await hasher.hash(NewPassword(password, for: name), for: nil)
    }

    private func perform<C: StaffCommand>(_ command: C, at moment: Timestamp) async throws -> C.Outcome {
        try await writer.perform(Audited(command, by: .job("demo"), at: moment)).get()
    }

    private func addProvider(at moment: Timestamp) async throws -> ProviderID {
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
                now: moment
            ),
            at: moment
        ).id
    }

    private func route(_ service: Service, to provider: ProviderID) -> Service {
        guard service.id != DemoContents.staffService else { return service }
        var service = service
        service.routes = [
            Route(
                target: .provider(provider, service: UpstreamID(unchecked: service.id.description)),
                relaysDripFeed: !DemoOrders.servicesInRuns.contains(service.id),
                cost: DemoContents.cost(of: service)
            )
        ]
        return service
    }
}
