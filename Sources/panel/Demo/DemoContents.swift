import PanelCore
import PanelHTTP
import PanelStore

/// What a demo starts with: the catalogue, and a customer with the balance of the API document's example.
struct DemoContents: Sendable {
    private let writer: BatchWriter
    private let key: APIKey

    static let customer = AccountName(unchecked: "demo")
    static let balance = Money(micros: 100_842_920)

    init(writer: BatchWriter, key: APIKey) {
        self.writer = writer
        self.key = key
    }

    @Sendable func fill() async throws {
        _ = try await writer.perform(ImportServices(DemoCatalogue.services)).get()
        let account = try await writer.perform(
            CreateAccount(
                name: DemoContents.customer,
                role: .customer,
                profile: .seed,
                language: .vietnamese,
                discount: .none,
                keyDigest: key.digest,
                now: .now
            )
        ).get()
        _ = try await writer.perform(
            CreditAccount(
                name: DemoContents.customer,
                account: account.id,
                amount: DemoContents.balance,
                reference: "demo",
                note: "",
                now: .now
            )
        ).get()
    }
}
