import PanelCore
import PanelWire

/// All that a sandbox remembers: who has how much, and what was ordered.
///
/// What its customers were charged, less what they got back, is at every moment what their balances lost.
struct SandboxBooks {
    /// One key.
    struct Holder {
        let key: String
        var start: Money
        var balance: Money
        var lastOrder: Int64?
        /// The orders that came with a `request_id`.
        var requests: [ExactText: Int64] = [:]
    }

    struct Refill {
        let order: Int64
        let customer: Int32
        let createdAt: Int64
    }

    /// Where a new order stands.
    struct Placed {
        let id: Int64
        /// The customer's order before it.
        let previous: Int64?
    }

    let course: Course
    let firstOrderID: Int64
    private let acceptsRequestID: Bool
    private(set) var holders: [Holder]
    private(set) var orders = OrderTable()
    private(set) var refills: [Refill] = []
    private var lastRefills: [Int64: Int] = [:]
    /// All orders before this place have their outcome in the books. Orders are placed in the order of time and all
    /// take as long, so they get there in the order of their places.
    private var settledCount = 0

    init(_ configuration: SandboxProvider.Configuration) {
        course = Course(pace: configuration.pace, outcomes: configuration.outcomes)
        firstOrderID = configuration.firstOrderID
        acceptsRequestID = configuration.acceptsRequestID
        holders = configuration.keys.map {
            Holder(key: $0, start: configuration.balance, balance: configuration.balance)
        }
    }

    // MARK: Orders

    func place(of id: OrderID) -> Int? {
        let (place, overflow) = id.rawValue.subtractingReportingOverflow(firstOrderID)
        guard !overflow, place >= 0, place < orders.count else { return nil }
        return Int(place)
    }

    func id(at place: Int) -> Int64 {
        firstOrderID + Int64(place)
    }

    /// The place of a customer's order.
    func place(of id: OrderID, customer: Int) -> Int? {
        place(of: id).flatMap { Int(orders[$0].customer) == customer ? $0 : nil }
    }

    func view(at place: Int, now: Int64) -> OrderView {
        course.view(of: orders[place], id: id(at: place), now: now)
    }

    /// What a customer may know of the order at `place`.
    func state(at place: Int, now: Int64) -> OrderState {
        state(of: orders[place], id: id(at: place), now: now)
    }

    private func state(of order: SandboxOrder, id: Int64, now: Int64) -> OrderState {
        let view = course.view(of: order, id: id, now: now)
        return OrderState(
            status: view.status,
            netCharge: order.charge.subtracting(order.refunded) ?? .zero,
            startCount: view.startCount,
            remains: view.remains,
            subscription: order.details?.subscription
        )
    }

    /// The order that this `request_id` made before, if the parameters are those of then.
    func earlier(_ details: SandboxOrder.Details?, customer: Int) throws(APIRefusal) -> Int64? {
        guard acceptsRequestID, let details, let requestID = details.requestID,
            let id = holders[customer].requests[ExactText(requestID)]
        else { return nil }
        guard orders[Int(id - firstOrderID)].details?.hasSameParameters(as: details) == true else {
            throw .requestIDReused
        }
        return id
    }

    /// Takes an order and its charge.
    mutating func place(_ order: SandboxOrder) throws(APIRefusal) -> Placed {
        let customer = Int(order.customer)
        guard let rest = holders[customer].balance.subtracting(order.charge), !rest.isNegative else {
            throw .insufficientBalance
        }
        holders[customer].balance = rest
        return insert(order)
    }

    /// Takes an order that the customer is taken to have paid for before the beginning.
    mutating func preload(_ order: SandboxOrder) {
        let customer = Int(order.customer)
        holders[customer].start = holders[customer].start.adding(order.charge) ?? holders[customer].start
        _ = insert(order)
    }

    private mutating func insert(_ order: SandboxOrder) -> Placed {
        let customer = Int(order.customer)
        let id = id(at: orders.count)
        orders.append(order)
        let previous = holders[customer].lastOrder
        holders[customer].lastOrder = id
        if let requestID = order.details?.requestID { holders[customer].requests[ExactText(requestID)] = id }
        return Placed(id: id, previous: previous)
    }

    /// The last order of anybody but `customer`; without one, an id that no order will have for long.
    func foreignOrder(to customer: Int) -> Int64 {
        let others = holders.indices.filter { $0 != customer }
        return others.compactMap { holders[$0].lastOrder }.max() ?? id(at: orders.count) + 1_000_000
    }

    /// Books the outcomes that the clock has brought.
    mutating func settle(now: Int64) {
        while settledCount < orders.count {
            let order = orders[settledCount]
            if order.status == nil {
                guard course.isOver(age: now - order.createdAt) else { return }
                fix(view(at: settledCount, now: now), at: settledCount)
            }
            settledCount += 1
        }
    }

    /// Gives an order a state that the clock no longer changes, and books what its customer gets back for it, or
    /// has to pay again.
    mutating func fix(_ view: OrderView, at place: Int) {
        let order = orders[place]
        let due: Money
        switch view.status {
        case .pending, .processing, .inProgress, .completed: due = .zero
        case .partial:
            let remains = min(max(view.remains, 0), order.quantity)
            due = order.charge.scaled(by: remains, over: order.quantity) ?? .zero
        case .canceled: due = order.charge
        }
        let customer = Int(order.customer)
        // Parts of a charge that was in the balance before always fit.
        let returned = due.subtracting(order.refunded) ?? .zero
        holders[customer].balance = holders[customer].balance.adding(returned) ?? holders[customer].balance
        orders[place].refunded = due
        orders[place].status = view.status
        orders[place].remains = view.remains
        orders[place].startCount = view.startCount
    }

    /// Cancels a customer's order: all of it before it has started, else what remains.
    mutating func cancel(at place: Int, isOffered: Bool, now: Int64) throws(APIRefusal) {
        guard !orders[place].wasCanceled else { return }
        var view = view(at: place, now: now)
        guard isOffered, !view.status.isFinal else { throw .cancelUnavailable }
        view.status = view.status == .inProgress ? .partial : .canceled
        fix(view, at: place)
        orders[place].wasCanceled = true
    }

    // MARK: Refills

    mutating func refill(at place: Int, isOffered: Bool, now: Int64) throws(APIRefusal) -> RefillID {
        let status = view(at: place, now: now).status
        guard isOffered, status == .completed || status == .partial else { throw .refillUnavailable }
        let order = id(at: place)
        if let last = lastRefills[order], refillStatus(at: last, now: now).isOpen { throw .refillUnavailable }
        lastRefills[order] = refills.count
        refills.append(Refill(order: order, customer: orders[place].customer, createdAt: now))
        return RefillID(rawValue: Int64(refills.count))
    }

    /// A customer's refill: in progress and finished as an order would be; of ten, one is rejected.
    func refillStatus(of id: RefillID, customer: Int, now: Int64) -> RefillStatus? {
        guard id.rawValue <= refills.count else { return nil }
        let place = Int(id.rawValue - 1)
        guard Int(refills[place].customer) == customer else { return nil }
        return refillStatus(at: place, now: now)
    }

    private func refillStatus(at place: Int, now: Int64) -> RefillStatus {
        let age = now - refills[place].createdAt
        guard age >= course.start else { return .pending }
        guard course.isOver(age: age) else { return .inProgress }
        return (place + 1) % 10 == 0 ? .rejected : .completed
    }
}

extension SandboxOrder.Details {
    /// Whether the same was sent, byte for byte.
    fileprivate func hasSameParameters(as other: SandboxOrder.Details) -> Bool {
        parameters.elementsEqual(other.parameters) {
            $0.name == $1.name && $0.value.utf8.elementsEqual($1.value.utf8)
        }
    }
}
