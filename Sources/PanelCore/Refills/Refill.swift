/// A customer's request to deliver again what was lost of a finished order.
package struct Refill: NumberedRecord {
    package static let lockRank = LockRank.orders

    package let id: RefillID
    package let order: OrderID
    package let account: AccountID
    package let createdAt: Timestamp
    package internal(set) var status: RefillStatus
    package internal(set) var updatedAt: Timestamp
    /// Its way to the provider that has the order; `nil` when staff do it.
    package internal(set) var relay: RefillRelay?

    package init(
        id: RefillID,
        order: OrderID,
        account: AccountID,
        createdAt: Timestamp,
        status: RefillStatus = .pending,
        updatedAt: Timestamp? = nil,
        relay: RefillRelay? = nil
    ) {
        self.id = id
        self.order = order
        self.account = account
        self.createdAt = createdAt
        self.status = status
        self.updatedAt = updatedAt ?? createdAt
        self.relay = relay
    }
}

/// Where a refill is in its life.
package enum RefillStatus: Int64, CaseIterable, Sendable {
    case pending = 1
    case inProgress = 2
    case completed = 3
    case rejected = 4

    /// The name on the wire.
    package var wireName: String {
        switch self {
        case .pending: "Pending"
        case .inProgress: "In progress"
        case .completed: "Completed"
        case .rejected: "Rejected"
        }
    }

    /// The name that staff type: `in_progress`.
    package var identifier: String {
        switch self {
        case .pending: "pending"
        case .inProgress: "in_progress"
        case .completed: "completed"
        case .rejected: "rejected"
        }
    }

    /// The status that staff call `identifier`.
    package init?(identifier: String) {
        guard let status = RefillStatus.allCases.first(where: { $0.identifier == identifier }) else { return nil }
        self = status
    }

    /// The status that a provider names; `nil` for one that is not known here.
    package init?(upstream text: String) {
        switch UpstreamReport.status(named: text) {
        case .pending: self = .pending
        case .processing, .inProgress: self = .inProgress
        case .completed: self = .completed
        case .canceled: self = .rejected
        case .partial, nil:
            guard let name = LooseName(text), name == LooseName("rejected") else { return nil }
            self = .rejected
        }
    }

    /// Whether the refill still waits for its outcome.
    package var isOpen: Bool {
        switch self {
        case .pending, .inProgress: true
        case .completed, .rejected: false
        }
    }

    /// Whether a refill may go from here to `next`.
    package func canBecome(_ next: RefillStatus) -> Bool {
        self == next || (isOpen && next.rawValue > rawValue)
    }
}
