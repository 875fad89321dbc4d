import PanelWire
import Synchronization

/// How often each action was asked for, and what was done about it.
///
/// It stands beside the books and not in them, so that a request takes their lock once.
final class RequestCounts: Sendable {
    private final class Row: Sendable {
        let received = Atomic(0)
        let executed = Atomic(0)
        let faulted = Atomic(0)
    }

    private let rows = Action.allCases.map { _ in Row() }

    func noteReceived(_ action: Action, isFaulted: Bool) {
        let row = rows[RequestCounts.place(of: action)]
        row.received.wrappingAdd(1, ordering: .relaxed)
        if isFaulted { row.faulted.wrappingAdd(1, ordering: .relaxed) }
    }

    func noteExecuted(_ action: Action) {
        rows[RequestCounts.place(of: action)].executed.wrappingAdd(1, ordering: .relaxed)
    }

    var snapshot: [Action: SandboxLedger.Count] {
        Dictionary(
            uniqueKeysWithValues: Action.allCases.map { action in
                let row = rows[RequestCounts.place(of: action)]
                let count = SandboxLedger.Count(
                    received: row.received.load(ordering: .relaxed),
                    executed: row.executed.load(ordering: .relaxed),
                    faulted: row.faulted.load(ordering: .relaxed)
                )
                return (action, count)
            }
        )
    }

    private static func place(of action: Action) -> Int {
        switch action {
        case .services: 0
        case .add: 1
        case .status: 2
        case .cancel: 3
        case .refill: 4
        case .refillStatus: 5
        case .balance: 6
        case .orders: 7
        }
    }
}
