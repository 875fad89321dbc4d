/// Where an order is in its life, as the customer sees it.
package enum OrderStatus: Int64, CaseIterable, Sendable {
    /// Paid, and handed to nobody yet.
    case pending = 1
    /// Handed on.
    case processing = 2
    /// Started.
    case inProgress = 3
    case completed = 4
    /// Ended with a part undelivered, which was refunded.
    case partial = 5
    /// Ended with everything refunded.
    case canceled = 6

    /// The name on the wire.
    package var wireName: String {
        switch self {
        case .pending: "Pending"
        case .processing: "Processing"
        case .inProgress: "In progress"
        case .completed: "Completed"
        case .partial: "Partial"
        case .canceled: "Canceled"
        }
    }

    /// The name that staff type: `in_progress`.
    package var identifier: String {
        switch self {
        case .pending: "pending"
        case .processing: "processing"
        case .inProgress: "in_progress"
        case .completed: "completed"
        case .partial: "partial"
        case .canceled: "canceled"
        }
    }

    /// The status that staff call `identifier`.
    package init?(identifier: String) {
        guard let status = OrderStatus.allCases.first(where: { $0.identifier == identifier }) else { return nil }
        self = status
    }

    /// Whether the order has its outcome.
    package var isFinal: Bool {
        switch self {
        case .pending, .processing, .inProgress: false
        case .completed, .partial, .canceled: true
        }
    }

    /// Whether something of the order was delivered, or is about to be.
    package var hasStarted: Bool {
        switch self {
        case .pending, .processing, .canceled: false
        case .inProgress, .completed, .partial: true
        }
    }

    /// Whether an order may go from here to `next`: forward, skipping what was not noticed. After an outcome only
    /// one that is better for the customer may follow.
    package func canBecome(_ next: OrderStatus) -> Bool {
        self == next || (self != .canceled && next.rawValue > rawValue)
    }
}
