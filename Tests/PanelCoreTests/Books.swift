import PanelCore
import Testing

/// What `transfers` add to each account: two entries each, `-amount` and `+amount`.
func entries(of transfers: [Transfer]) -> [LedgerAccount: Int128] {
    var entries: [LedgerAccount: Int128] = [:]
    for transfer in transfers {
        entries[transfer.source, default: 0] -= Int128(transfer.amount.micros)
        entries[transfer.destination, default: 0] += Int128(transfer.amount.micros)
    }
    return entries
}

/// Expects that the balances changed by what the transfers say and by nothing else.
func expectBooksAgree(_ changes: Changes, with before: [AccountID: Money]) {
    #expect(changes.transfers.allSatisfy { $0.amount > .zero && $0.source != $0.destination })
    let entries = entries(of: changes.transfers)
    var customers = Set(changes.balances.keys)
    for case .customer(let id) in entries.keys { customers.insert(id) }
    for id in customers {
        guard let old = before[id], let new = changes.balances[id] else {
            Issue.record("account \(id) has entries and no new balance, or a balance from nowhere")
            continue
        }
        #expect(Int128(new.micros) - Int128(old.micros) == entries[.customer(id), default: 0])
    }
}

extension MemoryStore {
    /// What this order has moved from its account to sales: its charge less its refunds.
    func booked(for order: Order) -> Int128 {
        let own = transfers.filter {
            switch $0.cause {
            case .orderCharge(let id), .orderRefund(let id, _): id == order.id
            case .credit, .providerCharge: false
            }
        }
        return entries(of: own)[.sales, default: 0]
    }

    /// Whether the last batch wrote nothing at all.
    var changedNothing: Bool {
        differences(changes, Changes()).isEmpty
    }
}

/// The parts in which two changes differ, by name.
func differences(_ left: Changes, _ right: Changes) -> [String] {
    let parts: [(String, Bool)] = [
        ("orders", left.orders.inserted == right.orders.inserted && left.orders.updated == right.orders.updated),
        ("orderParameters", left.orderParameters == right.orderParameters),
        ("submissions", left.submissions.inserted == right.submissions.inserted),
        ("runTotals", left.runTotals.inserted == right.runTotals.inserted),
        ("runTotals updated", left.runTotals.updated == right.runTotals.updated),
        ("submissions updated", left.submissions.updated == right.submissions.updated),
        ("events", left.events == right.events),
        ("balances", left.balances == right.balances),
        ("lastOrders", left.lastOrders == right.lastOrders),
        ("transfers", left.transfers == right.transfers),
        ("placedRequests", left.placedRequests == right.placedRequests),
        ("activeLinks", left.activeLinks == right.activeLinks),
        ("records", left.records == right.records),
        ("allotted", left.allotted == right.allotted),
        ("changesSettings", left.changesSettings == right.changesSettings),
        ("changedAccounts", left.changedAccounts == right.changedAccounts),
    ]
    return parts.filter { !$0.1 }.map(\.0)
}
