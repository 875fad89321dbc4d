import PanelCore
import PanelOperations
import PanelStore

/// Lives through the last weeks of a demo: deposits, orders and what became of them, each by the command that a panel
/// carries out for it, at the time when it happened.
struct DemoHistory {
    private let store: any Store
    private let writer: BatchWriter
    private let customer: Customer
    private let catalogue: Catalogue
    private let now: Timestamp

    /// How long before now the panel was made.
    static let days: Int64 = 36
    /// What the customer has in the end.
    static let balance = Money(micros: 100_842_920)

    private static let least = Money(micros: 12_000_000)
    private static let deposit = Money(micros: 50_000_000)

    /// What follows an order of the past.
    private enum Step {
        case place(DemoOrders.Past)
        case change(order: Int, OrderChange)
        case refill(order: Int)
        case answer(refillOf: Int, RefillStatus)
    }

    /// - Parameter key: Of the customer.
    init(store: any Store, writer: BatchWriter, key: APIKey, now: Timestamp) async throws {
        self.store = store
        self.writer = writer
        self.now = now
        let prices = PricingCache(store: store)
        catalogue = try await prices.catalogue()
        guard let customer = try await prices.customer(key: key.digest) else { throw CommandFailure("No customer.") }
        self.customer = customer
    }

    /// What staff delivered.
    func live() async throws {
        var steps: [(at: Timestamp, step: Step)] = []
        for (index, past) in DemoOrders.past.enumerated() {
            let begin = now.adding(minutes: -past.minutesAgo)
            steps.append((begin, .place(past)))
            for (minutes, step) in DemoHistory.steps(after: past, index) {
                // What would be later has not happened yet, but for what a customer does not wait for.
                steps.append((min(begin.adding(minutes: minutes), now.adding(minutes: -1)), step))
            }
        }
        var orders: [Int: OrderID] = [:]
        var refills: [Int: RefillID] = [:]
        var placed = 0
        for (at, step) in DemoHistory.inOrder(steps) {
            switch step {
            case .place(let past):
                try await payIn(at: at)
                orders[placed] = try await place(past.sent, at: at)
                placed += 1
            case .change(let index, let change):
                guard let id = orders[index] else { continue }
                _ = try await perform(UpdateOrder(id: id, account: account, change: change, now: at), at: at)
            case .refill(let index):
                guard let id = orders[index] else { continue }
                refills[index] = try await operations(at: at).requestRefills(of: [id])[id]?.get()
            case .answer(let index, let status):
                guard let id = refills[index] else { continue }
                _ = try await perform(UpdateRefill(id: id, status: status, now: at), at: at)
            }
        }
    }

    /// What a provider delivers from now on, and what makes the balance that the documents name.
    func orderNow() async throws {
        for sent in DemoOrders.live { _ = try await place(sent, at: now) }
        let left = try await store.balance(of: account) ?? .zero
        guard let missing = DemoHistory.balance.subtracting(left), missing > .zero else { return }
        // In whole units, as people pay, and corrected by what that is too much.
        let units = (missing.micros + Money.microsPerUnit - 1) / Money.microsPerUnit
        try await credit(Money(micros: units * Money.microsPerUnit), "NAP7K3M9Q", at: now)
        let rest = units * Money.microsPerUnit - missing.micros
        if rest > 0 { try await credit(Money(micros: -rest), "rounding", at: now) }
    }

    /// What the customer orders most has a star.
    func star() async throws {
        for service in DemoOrders.starred { try await operations(at: now).favour(service, true).get() }
    }

    // MARK: Steps

    private static func steps(after past: DemoOrders.Past, _ index: Int) -> [(minutes: Int64, step: Step)] {
        func change(_ minutes: Int64, _ status: OrderStatus, percent: Int64? = nil) -> (Int64, Step) {
            let count = status == .inProgress ? past.startCount : nil
            let remains = percent.map { max(1, past.quantity * $0 / 100) }
            return (minutes, .change(order: index, OrderChange(status: status, startCount: count, remains: remains)))
        }
        // That staff took it up is told only while they are at it: a demo is to begin soon.
        let begun = [change(4, .inProgress)]
        let ended = 30 + Int64(index) * 13 % 150
        switch past.outcome {
        case .pending: return []
        case .processing: return [change(1, .processing)]
        case .inProgress(let percent): return [change(1, .processing), change(4, .inProgress, percent: percent)]
        case .completed: return begun + [change(ended, .completed)]
        case .partial(let percent): return begun + [change(ended, .partial, percent: percent)]
        case .canceled: return [change(3, .canceled)]
        case .refilled(let status):
            let asked = begun + [change(ended, .completed), (ended + 60, .refill(order: index))]
            guard status != .pending else { return asked }
            return asked + [(ended + 180, .answer(refillOf: index, status))]
        }
    }

    /// By time; what is at the same time stays as it is.
    private static func inOrder(_ steps: [(at: Timestamp, step: Step)]) -> [(at: Timestamp, step: Step)] {
        steps.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    // MARK: What is done

    private var account: AccountID { customer.account.id }

    private func operations(at moment: Timestamp) -> CustomerOperations {
        CustomerOperations(
            store: store,
            writer: writer,
            prices: PricingCache(store: store),
            customer: customer,
            catalogue: catalogue,
            now: { moment }
        )
    }

    private func place(_ sent: ParameterSet, at moment: Timestamp) async throws -> OrderID {
        try await operations(at: moment).placeOrder(sent, requestID: nil).get()
    }

    /// Before there is too little, the customer pays in.
    private func payIn(at moment: Timestamp) async throws {
        guard let balance = try await store.balance(of: account), balance < DemoHistory.least else { return }
        let number = (now.milliseconds - moment.milliseconds) / 60_000
        try await credit(DemoHistory.deposit, "NAP\(number)", at: moment.adding(minutes: -1))
    }

    private func credit(_ amount: Money, _ reference: String, at moment: Timestamp) async throws {
        _ = try await perform(
            CreditAccount(
                name: customer.account.name,
                account: account,
                amount: amount,
                reference: reference,
                note: "demo",
                now: moment
            ),
            at: moment
        )
    }

    private func perform<C: StaffCommand>(_ command: C, at moment: Timestamp) async throws -> C.Outcome {
        try await writer.perform(Audited(command, by: .job("demo"), at: moment)).get()
    }
}
