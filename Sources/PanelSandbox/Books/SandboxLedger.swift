package import PanelCore
package import PanelWire

/// The books of a sandbox as they were at one moment.
package struct SandboxLedger: Sendable {
    package struct Order: Sendable, Equatable {
        package let id: Int64
        package let key: String
        package let service: ServiceID
        package let link: String
        /// The charged quantity: all runs of a drip-feed together.
        package let quantity: Int64
        package let charge: Money
        package let refunded: Money
        package let status: OrderStatus
        package let remains: Int64
        package let startCount: Int64
        package let requestID: String?
        package let createdAt: Timestamp
        /// What was sent, but the key and the action.
        package let parameters: [String: String]
    }

    /// What one key has.
    package struct Balance: Sendable, Equatable {
        package let key: String
        package let start: Money
        package let balance: Money
        package let orders: Int
        package let charged: Money
        package let refunded: Money

        /// Whether the charges less the refunds are what the balance lost.
        package var isExact: Bool {
            charged.subtracting(refunded) == start.subtracting(balance)
        }
    }

    /// How often an action came.
    package struct Count: Sendable, Equatable {
        package var received = 0
        /// Carried out, or refused for a reason of the request's own.
        package var executed = 0
        /// Hit by a fault, whether it was carried out or not.
        package var faulted = 0
    }

    /// By id.
    package let orders: [Order]
    /// In the order of the configuration.
    package let balances: [Balance]
    package let requests: [Action: Count]

    /// Whether the books of every key are exact.
    package var isExact: Bool { balances.allSatisfy(\.isExact) }

    package func count(_ action: Action) -> Count { requests[action] ?? Count() }

    package func order(_ id: Int64) -> Order? {
        guard let first = orders.first, id >= first.id, id - first.id < orders.count else { return nil }
        return orders[Int(id - first.id)]
    }

    package func balance(of key: String) -> Money? { balances.first { $0.key == key }?.balance }

    /// The orders that came with this `request_id`.
    package func orders(requestID: String) -> [Order] { orders.filter { $0.requestID == requestID } }
}

extension SandboxBooks {
    /// - Parameter includesOrders: Whether the orders are listed, and not only added up.
    func ledger(
        services: [Service],
        clock: SandboxClock,
        counts: RequestCounts,
        includesOrders: Bool
    ) -> SandboxLedger {
        let now = clock.elapsed
        var rows: [SandboxLedger.Order] = []
        var sums = [Sum](repeating: Sum(), count: holders.count)
        for place in 0..<orders.count {
            let order = orders[place]
            sums[Int(order.customer)].add(order)
            guard includesOrders else { continue }
            let view = view(at: place, now: now)
            rows.append(
                SandboxLedger.Order(
                    id: id(at: place),
                    key: holders[Int(order.customer)].key,
                    service: services[Int(order.service)].id,
                    link: order.link,
                    quantity: order.quantity,
                    charge: order.charge,
                    refunded: order.refunded,
                    status: view.status,
                    remains: view.remains,
                    startCount: view.startCount,
                    requestID: order.details?.requestID,
                    createdAt: clock.timestamp(at: order.createdAt),
                    parameters: order.parameters(service: services[Int(order.service)].id)
                )
            )
        }
        let balances = zip(holders, sums).map { holder, sum in
            SandboxLedger.Balance(
                key: holder.key,
                start: holder.start,
                balance: holder.balance,
                orders: sum.orders,
                charged: Money(micros: sum.charged),
                refunded: Money(micros: sum.refunded)
            )
        }
        return SandboxLedger(orders: rows, balances: balances, requests: counts.snapshot)
    }

    private struct Sum {
        var orders = 0
        var charged: Int64 = 0
        var refunded: Int64 = 0

        mutating func add(_ order: SandboxOrder) {
            orders += 1
            charged += order.charge.micros
            refunded += order.refunded.micros
        }
    }
}

extension SandboxOrder {
    fileprivate func parameters(service: ServiceID) -> [String: String] {
        guard let details else {
            return ["service": service.description, "link": link, "quantity": String(quantity)]
        }
        return Dictionary(uniqueKeysWithValues: details.parameters.map { ($0.name.rawValue, $0.value) })
    }
}
