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

    /// What follows an order of the past, by the number of the order.
    private enum Step {
        case change(Int, OrderChange)
        case refill(Int)
        case answer(Int, RefillStatus)
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

    /// What staff delivered. Orders come one after the other; what became of them is done for all at once, step by step,
    /// since what waits together shares a commit.
    func live() async throws {
        var orders: [OrderID] = []
        for past in DemoOrders.past {
            let at = now.adding(minutes: -past.minutesAgo)
            try await payIn(at: at)
            orders.append(try await place(past.sent, at: at))
        }
        let lives = DemoOrders.past.enumerated().map { index, past in
            DemoHistory.steps(after: past, index).map { minutes, step in
                // What would be later has happened by now, too.
                (at: min(now.adding(minutes: minutes - past.minutesAgo), now.adding(minutes: -1)), step: step)
            }
        }
        var refills: [Int: RefillID] = [:]
        for stage in 0..<(lives.map(\.count).max() ?? 0) {
            let steps = lives.compactMap { stage < $0.count ? $0[stage] : nil }
            let asked = try await withThrowingTaskGroup(of: (Int, RefillID)?.self) { [orders, refills] group in
                for (at, step) in steps {
                    group.addTask { try await carryOut(step, of: orders, refills, at: at) }
                }
                return try await group.reduce(into: []) { found, refill in
                    if let refill { found.append(refill) }
                }
            }
            for (index, refill) in asked { refills[index] = refill }
        }
    }

    /// - Returns: The refill that was asked for, if one was.
    private func carryOut(
        _ step: Step,
        of orders: [OrderID],
        _ refills: [Int: RefillID],
        at moment: Timestamp
    ) async throws -> (Int, RefillID)? {
        switch step {
        case .change(let index, let change):
            let command = UpdateOrder(id: orders[index], account: account, change: change, now: moment)
            _ = try await perform(command, at: moment)
        case .refill(let index):
            let answers = try await operations(at: moment).requestRefills(of: [orders[index]])
            if let refill = try answers[orders[index]]?.get() { return (index, refill) }
        case .answer(let index, let status):
            guard let refill = refills[index] else { return nil }
            _ = try await perform(UpdateRefill(id: refill, status: status, now: moment), at: moment)
        }
        return nil
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

    // MARK: Steps

    private static func steps(after past: DemoOrders.Past, _ index: Int) -> [(minutes: Int64, step: Step)] {
        func change(_ minutes: Int64, _ status: OrderStatus, percent: Int64? = nil) -> (Int64, Step) {
            let count = status == .inProgress ? past.startCount : nil
            let remains = percent.map { max(1, past.quantity * $0 / 100) }
            return (minutes, .change(index, OrderChange(status: status, startCount: count, remains: remains)))
        }
        let begun = [change(1, .processing), change(4, .inProgress)]
        let ended = 30 + Int64(index) * 13 % 150
        switch past.outcome {
        case .pending: return []
        case .processing: return [change(1, .processing)]
        case .inProgress(let percent): return [change(1, .processing), change(4, .inProgress, percent: percent)]
        case .completed: return begun + [change(ended, .completed)]
        case .partial(let percent): return begun + [change(ended, .partial, percent: percent)]
        case .canceled: return [change(3, .canceled)]
        case .refilled(let status):
            let asked = begun + [change(ended, .completed), (ended + 60, .refill(index))]
            guard status != .pending else { return asked }
            return asked + [(ended + 180, .answer(index, status))]
        }
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
