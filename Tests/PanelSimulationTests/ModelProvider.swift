import PanelCore

/// A provider: what it truly has, and what became of it. What it says may be something else.
final class ModelProvider {
    /// An order that it has.
    struct Truth {
        let id: UpstreamID
        /// Which submission asked for it. Only the simulation knows; nothing on the wire says it.
        fileprivate(set) var tag: SubmissionKey
        let attempt: Int64
        /// All runs together.
        let quantity: Int64
        let price: Money
        var status: OrderStatus
        var remains: Int64
        var charge: Money
        var isCancelAsked = false

        /// What is undelivered in the end.
        var undelivered: Int64 {
            switch status {
            case .completed: 0
            case .canceled: quantity
            default: min(max(0, remains), quantity)
            }
        }
    }

    /// A refill that it does.
    struct TrueRefill {
        let id: UpstreamID
        /// Which refill of the panel asked for it.
        var tag: RefillID
        var status: String
    }

    let id: ProviderID
    let takesKeys: Bool
    /// For how many hours it makes one order of each key.
    let remembersFor: Int64
    /// Whether its ids are numbers that count up.
    let countsUp: Bool
    private(set) var orders: [Truth] = []
    private var places: [UpstreamID: Int] = [:]
    private var keys: [String: (id: UpstreamID, until: Instant)] = [:]
    /// Until when it is not to be reached.
    var awayUntil = Instant(milliseconds: 0)
    private var lastNumber: Int64
    var refills: [TrueRefill] = []
    /// What it takes for 1,000 pieces of its one service.
    var rate: Money
    /// Whether it refuses everything, in words that nobody knows.
    var refusesEverything = false
    /// How many orders it refused since it began to.
    var refusals: Int64 = 0
    /// Which life of the panel's process that was.
    var lifeBefore = 0
    /// How many requests of each submission it may still carry out.
    var pending: [SubmissionKey: Int] = [:]

    static let service = UpstreamID(unchecked: "7")

    init(
        id: ProviderID,
        takesKeys: Bool,
        remembersFor hours: Int64,
        countsUp: Bool,
        firstNumber: Int64,
        rate: Money
    ) {
        self.id = id
        self.takesKeys = takesKeys
        remembersFor = hours
        self.countsUp = countsUp
        self.rate = rate
        lastNumber = firstNumber
    }

    /// Makes an order, or finds the one that the same key made before.
    ///
    /// - Parameter gap: How many orders of other customers came between.
    func execute(
        _ request: UpstreamRequest,
        _ tag: SubmissionKey,
        attempt: Int64,
        gap: Int64,
        at now: Instant
    ) -> (id: UpstreamID, isNew: Bool) {
        func value(_ name: String) -> String? { request.parameters.first { $0.name == name }?.value }
        let key = takesKeys ? value("key_of_caller") : nil
        if let key, let known = keys[key], now < known.until { return (known.id, false) }
        lastNumber += gap + 1
        let id = UpstreamID(unchecked: countsUp ? String(lastNumber) : "n-\(lastNumber)")
        if let key { keys[key] = (id, now.adding(seconds: remembersFor * 3600)) }
        let quantity = (value("quantity").flatMap { Int64($0) } ?? 0) * (value("runs").flatMap { Int64($0) } ?? 1)
        places[id] = orders.count
        orders.append(
            Truth(
                id: id,
                tag: tag,
                attempt: attempt,
                quantity: quantity,
                price: rate.scaled(by: quantity, over: 1000) ?? .zero,
                status: .pending,
                remains: quantity,
                charge: rate.scaled(by: quantity, over: 1000) ?? .zero
            )
        )
        return (id, true)
    }

    subscript(id: UpstreamID) -> Truth? {
        places[id].map { orders[$0] }
    }

    /// What it made of a submission; more than one when it was sent twice.
    func orders(of tag: SubmissionKey) -> [Truth] {
        orders.filter { $0.tag == tag }
    }

    func change(_ id: UpstreamID, _ change: (inout Truth) -> Void) {
        guard let place = places[id] else { return }
        change(&orders[place])
    }

    /// Renames what asked for orders, after it was lost.
    func rename(_ name: (SubmissionKey) -> SubmissionKey) {
        for index in orders.indices { orders[index].tag = name(orders[index].tag) }
        pending = Dictionary(uniqueKeysWithValues: pending.map { (name($0.key), $0.value) })
    }

    /// Brings an order to a status, with the charge that goes with it.
    func move(_ id: UpstreamID, to status: OrderStatus, remains: Int64) {
        change(id) { order in
            order.status = status
            order.remains = remains
            switch status {
            case .canceled: order.charge = .zero
            case .partial:
                order.charge =
                    order.price.scaled(by: order.quantity - order.undelivered, over: order.quantity) ?? .zero
            case .pending, .processing, .inProgress, .completed: order.charge = order.price
            }
        }
    }

    /// What it says of an order, when it says the truth.
    func report(of order: Truth) -> UpstreamReport {
        UpstreamReport(
            statusText: order.status.wireName,
            startCount: order.status == .pending ? nil : 100,
            remains: order.remains,
            charge: order.charge
        )
    }
}
