/// What a request of the API v2 asks for: the value of its `action` parameter.
package enum Action: String, CaseIterable, Sendable {
    case services
    case add
    case status
    case cancel
    case refill
    case refillStatus = "refill_status"
    case balance
    case orders

    /// Whether it asks for a change, and not only for a look.
    package var isWriting: Bool {
        switch self {
        case .add, .cancel, .refill: true
        case .services, .status, .refillStatus, .balance, .orders: false
        }
    }
}
