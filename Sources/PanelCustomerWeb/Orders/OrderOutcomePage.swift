package import PanelCore
package import PanelMarkup
package import PanelWeb
import PanelWords

/// What became of orders that somebody asked to have canceled or refilled, order by order.
package struct OrderOutcomePage {
    /// What was asked for.
    package enum Act: Sendable {
        case cancel
        case refill
    }

    /// What became of one order.
    package enum Outcome: Sendable, Equatable {
        /// - Parameter refunded: What was given back.
        case canceled(refunded: Money)
        case cancelRequested
        case refillRequested(RefillID)
        case refused(APIRefusal)

        var isRefusal: Bool {
            if case .refused = self { true } else { false }
        }
    }

    private let frame: Frame
    private let act: Act
    private let outcomes: [(order: OrderID, outcome: Outcome)]
    private let refusal: APIRefusal?
    private let back: Address

    /// - Parameters:
    ///   - outcomes: Of each order, in the order in which they were chosen; none when none was chosen.
    ///   - refusal: Why nothing was looked at.
    ///   - back: Where it was asked for.
    package init(
        _ frame: Frame,
        _ act: Act,
        _ outcomes: [(order: OrderID, outcome: Outcome)],
        refusal: APIRefusal? = nil,
        back: Address
    ) {
        self.frame = frame
        self.act = act
        self.outcomes = outcomes
        self.refusal = refusal
        self.back = back
    }

    package var html: HTML {
        CustomerShell(frame, section: .orders, title: title, content: content).html
    }

    private var title: String { act == .cancel ? words.cancel : words.refill }

    private var content: HTML {
        """
        \(PageHead(title, end: backLink).html)
        \(Alert(tone, HTML(text: summary)).html)
        \(if: !outcomes.isEmpty, sheet)
        """
    }

    private var backLink: HTML { #"<a class="button main" href="\#(address: back)">\#(words.back)</a>"# }

    private var done: Int { outcomes.count { !$0.outcome.isRefusal } }

    private var tone: Alert.Tone { done == 0 ? .bad : done == outcomes.count ? .fine : .warn }

    private var summary: String {
        if let refusal { return refusal.words(in: frame.language) }
        guard !outcomes.isEmpty else { return words.nothingChosen }
        return words.summary(act, done, outcomes.count)
    }

    private var sheet: HTML {
        let table = Table(
            title,
            layout: .lines,
            heads: [.init("\(words.order)"), .init("\(words.outcome)")],
            rows: outcomes.map { row($0.order, $0.outcome) }
        )
        return #"<div class="sheet">\#(table.html)</div>"#
    }

    private func row(_ order: OrderID, _ outcome: Outcome) -> [Table.Cell] {
        [
            .init(
                "what",
                #"\#(OnCard(words.order).html)<a class="id" href="\#(address: .order(order))">\#(order.rawValue)</a>"#
            ),
            .init("sum", badge(outcome).html),
        ]
    }

    private func badge(_ outcome: Outcome) -> StateBadge {
        switch outcome {
        case .canceled(let refunded): StateBadge(.good, words.canceled(frame.amount(refunded)))
        case .cancelRequested: StateBadge(.busy, words.cancelRequested)
        case .refillRequested(let id): StateBadge(.good, words.refillRequested(id))
        case .refused(let refusal): StateBadge(.bad, refusal.words(in: frame.language))
        }
    }

    private var words: Words { .in(frame.language) }
}

extension OrderOutcomePage {
    struct Words: PageWords {
        let cancel, refill, back, order, outcome, nothingChosen, cancelRequested: String
        let canceled: @Sendable (String) -> String
        let refillRequested: @Sendable (RefillID) -> String
        let summary: @Sendable (Act, Int, Int) -> String

        static let vi = Words(
            cancel: "Hủy đơn",
            refill: "Bảo hành",
            back: "Quay lại",
            order: "Đơn",
            outcome: "Kết quả",
            nothingChosen: "Bạn chưa chọn đơn nào.",
            cancelRequested: "Đã gửi yêu cầu hủy",
            canceled: { "Đã hủy, hoàn \($0)" },
            refillRequested: { "Đã gửi yêu cầu #\($0)" },
            summary: { act, done, all in
                switch act {
                case .cancel: "Đã nhận yêu cầu hủy \(done)/\(all) đơn."
                case .refill: "Đã nhận yêu cầu bảo hành \(done)/\(all) đơn."
                }
            }
        )
        static let en = Words(
            cancel: "Cancel orders",
            refill: "Refill",
            back: "Back",
            order: "Order",
            outcome: "What became of it",
            nothingChosen: "You have not chosen an order.",
            cancelRequested: "Cancel requested",
            canceled: { "Canceled, \($0) refunded" },
            refillRequested: { "Refill #\($0) requested" },
            summary: { act, done, all in
                let orders = all == 1 ? "1 order" : "\(all) orders"
                return switch act {
                case .cancel: "The cancel of \(done) of \(orders) was taken."
                case .refill: "The refill of \(done) of \(orders) was taken."
                }
            }
        )
    }
}
