import PanelCore

/// How far an order is, as a panel says.
public enum PanelOrderStatus: Hashable, Sendable {
    /// It waits.
    case pending
    /// Somebody has it, and delivery has not begun.
    case processing
    /// It is being delivered.
    case inProgress
    /// It was delivered.
    case completed
    /// A part was delivered; the rest is given back.
    case partial
    /// Nothing is delivered any more, and all is given back.
    case canceled
    /// A status that is none of the above, as it was sent: `Fail`, `Error`, `On hold`. A person should look at it.
    case unknown(String)

    /// Reads a status, whatever its case, and with blanks, hyphens and underscores or without: `In progress`,
    /// `in_progress`. Both spellings of canceled, `Complete`, `Partially completed` and the like are known; `Refunded`
    /// is canceled.
    public init(_ text: String) {
        self =
            switch UpstreamReport.status(named: text) {
            case .pending: .pending
            case .processing: .processing
            case .inProgress: .inProgress
            case .completed: .completed
            case .partial: .partial
            case .canceled: .canceled
            case nil: .unknown(text)
            }
    }
}
