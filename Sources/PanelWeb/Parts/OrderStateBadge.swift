package import PanelCore
package import PanelMarkup
import PanelWords

extension OrderStatus {
    /// The status as a dot and a word.
    package func badge(in language: Language) -> HTML {
        StateBadge(tone, words(in: language)).html
    }

    private var tone: StateBadge.Tone {
        switch self {
        case .pending, .canceled: .idle
        case .processing, .inProgress: .busy
        case .completed: .good
        case .partial: .warn
        }
    }
}

extension RefillStatus {
    /// The status as a dot and a word.
    package func badge(in language: Language) -> HTML {
        StateBadge(tone, words(in: language)).html
    }

    private var tone: StateBadge.Tone {
        switch self {
        case .pending: .idle
        case .inProgress: .busy
        case .completed: .good
        case .rejected: .bad
        }
    }
}

/// How far an order is: a bar, as long as it is known.
package struct OrderProgressBar {
    let order: Order
    let label: String

    /// - Parameter label: What the bar is of, for those who do not see it.
    package init(_ order: Order, label: String) {
        self.order = order
        self.label = label
    }

    /// How much of it was delivered: nothing of one that is under way while nothing was heard of it, and `nil` where it
    /// is not known.
    package var delivered: Int64? { order.delivered ?? (isUnderWay ? 0 : nil) }

    /// Nothing where it is not known, and where nothing is delivered or ever will be.
    package var html: HTML? {
        guard let delivered, delivered > 0 || isUnderWay else { return nil }
        let kind = order.status == .completed ? "done" : order.status == .partial ? "part" : nil
        return """
            <progress\(attribute: "class", kind) max="\(order.quantity)" value="\(delivered)" aria-label="\(label)">\
            </progress>
            """
    }

    private var isUnderWay: Bool { order.status == .processing || order.status == .inProgress }
}
