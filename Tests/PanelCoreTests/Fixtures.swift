import PanelCore
import PanelTesting

let alice = AccountID(rawValue: 1)
let bob = AccountID(rawValue: 2)

/// 2026-03-01T12:00:00Z.
let noon = Timestamp(milliseconds: 1_772_366_400_000)

func order(_ id: Int64) -> OrderID { OrderID(rawValue: id) }
func service(_ id: Int64) -> ServiceID { ServiceID(rawValue: id) }
func refill(_ id: Int64) -> RefillID { RefillID(rawValue: id) }

/// An amount written as text that is known to be one.
func money(_ text: String) -> Money {
    guard let money = Money(text) else { preconditionFailure("\(text) is no amount") }
    return money
}

extension Timestamp {
    func adding(milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: self.milliseconds + milliseconds)
    }
}

extension Account {
    static func sample(_ id: AccountID, name: String, discount: Discount = .none) -> Account {
        Account(
            id: id,
            name: AccountName(unchecked: name),
            role: .customer,
            profile: .seed,
            language: .vietnamese,
            discount: discount,
            keyDigest: KeyDigest(bytes: [UInt8(id.rawValue)]),
            isSuspended: false,
            createdAt: noon
        )
    }
}

extension Service {
    /// Costs 2.5, takes 10 to 10,000, and offers nothing further.
    static func sample(
        _ id: Int64 = 1,
        type: ServiceType = .standard,
        configure: (inout Service) -> Void = { _ in }
    ) -> Service {
        var service = Service(
            id: ServiceID(rawValue: id),
            name: "Service \(id)",
            type: type,
            category: "Facebook",
            rate: money("2.5"),
            minimum: 10,
            maximum: 10_000
        )
        configure(&service)
        return service
    }
}

extension Order {
    /// Alice's, of 1,000 pieces for 10, placed at noon; finished then too, when `status` is an outcome.
    static func sample(
        _ id: Int64 = 1,
        of account: AccountID = alice,
        service: Int64 = 1,
        quantity: Int64 = 1000,
        charge: String = "10",
        status: OrderStatus = .pending,
        remains: Int64? = nil,
        refunded: String = "0"
    ) -> Order {
        Order(
            id: OrderID(rawValue: id),
            account: account,
            service: ServiceID(rawValue: service),
            type: .standard,
            link: "https://example.com/p/\(id)",
            quantity: quantity,
            dripFeed: nil,
            charge: money(charge),
            guardsLink: false,
            createdAt: noon,
            status: status,
            refunded: money(refunded),
            refundCount: money(refunded) == .zero ? 0 : 1,
            remains: remains,
            finishedAt: status.isFinal ? noon : nil
        )
    }
}

extension CreditAccount {
    /// A deposit of Alice's, or a correction when it is negative.
    static func sample(_ amount: Money, reference: String = "R1", of account: AccountID = alice) -> Self {
        CreditAccount(
            name: AccountName(unchecked: "alice"),
            account: account,
            amount: amount,
            reference: reference,
            note: "",
            now: noon
        )
    }
}

extension ParameterSet {
    init(_ values: [ParameterName: String]) {
        self.init(values.map { Entry($0.key, $0.value) })
    }

    /// An order of 100 pieces of service 1.
    static let sample = ParameterSet([.service: "1", .link: "https://example.com/p/1", .quantity: "100"])

    /// The same with `value` for `name`, or without `name`.
    func setting(_ name: ParameterName, _ value: String?) -> ParameterSet {
        var entries = entries.filter { $0.name != name }
        if let value { entries.append(Entry(name, value)) }
        return ParameterSet(entries)
    }

    /// The same with each of `values` set.
    func setting(_ values: [ParameterName: String]) -> ParameterSet {
        values.reduce(self) { $0.setting($1.key, $1.value) }
    }
}

/// Checks and prices `sent` for a customer to whom only `service` is sold.
func request(
    _ sent: ParameterSet,
    of service: Service,
    discount: Discount = .none,
    ownRate: Money? = nil,
    refusing rules: [String] = []
) throws(APIRefusal) -> OrderRequest {
    let rules = rules.enumerated().map { LinkRule(id: LinkRuleID(rawValue: Int64($0.offset) + 1), text: $0.element) }
    return try OrderRequest(
        sent,
        customer: Customer(
            account: .sample(alice, name: "alice", discount: discount),
            ownRates: ownRate.map { [service.id: $0] } ?? [:],
            version: .unchanged
        ),
        catalogue: Catalogue(version: SettingsVersion(rawValue: 1), services: [service], linkRules: rules),
        today: noon.day
    )
}

extension Seeded {
    /// A value from 0 up to `Int64.max`, of any number of bits alike.
    mutating func anySize() -> Int64 {
        Int64(next() >> UInt64.random(in: 1...64, using: &self))
    }
}
