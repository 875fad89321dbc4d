import PanelCore
import PanelWire
import Synchronization

extension SandboxResponder {
    /// How often each action was asked for so far.
    var requests: [Action: SandboxLedger.Count] { actions.counts.snapshot }

    func ledger(includesOrders: Bool) -> SandboxLedger {
        actions.books.withLock { books in
            books.settle(now: actions.clock.elapsed)
            return books.ledger(
                services: actions.catalogue.services,
                clock: actions.clock,
                counts: actions.counts,
                includesOrders: includesOrders
            )
        }
    }

    func setStatus(of id: Int64, _ status: OrderStatus?, remains: Int64?, startCount: Int64?) -> Bool {
        actions.books.withLock { books in
            let now = actions.clock.elapsed
            books.settle(now: now)
            guard let place = books.place(of: OrderID(rawValue: id)) else { return false }
            var view = books.view(at: place, now: now)
            if status == .completed, view.status != .completed { view.remains = 0 }
            view.status = status ?? view.status
            view.remains = remains ?? view.remains
            view.startCount = startCount ?? view.startCount
            books.fix(view, at: place)
            return true
        }
    }
}

extension SandboxActions {
    func preload(count: Int, key: String?) -> Range<Int64>? {
        guard let customer = customer(key: key), count > 0,
            let place = catalogue.services.firstIndex(where: { $0.isEnabled && $0.type == .standard })
        else { return nil }
        let service = catalogue.services[place]
        guard let charge = service.price(of: service.minimum, piecesPerPost: nil, at: service.rate) else { return nil }
        return books.withLock { books in
            let now = clock.elapsed
            let first = books.id(at: books.orders.count)
            for number in 0..<count {
                books.preload(
                    SandboxOrder(
                        customer: Int32(customer),
                        service: Int32(place),
                        quantity: service.minimum,
                        charge: charge,
                        createdAt: now,
                        link: "https://example.com/preloaded/\(first + Int64(number))",
                        details: nil
                    )
                )
            }
            return first..<first + Int64(count)
        }
    }
}
