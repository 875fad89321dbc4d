import PanelCore
import PanelMarkup
import PanelOperations
import PanelWeb
import PanelWords

/// The refills of an order, and whether another one can be asked for.
struct OrderRefills {
    let frame: Frame
    let details: OwnOrderDetails
    let isSuspended: Bool

    /// Nothing where there is no refill and never will be.
    var html: HTML? {
        let isOffered = details.service?.offersRefill ?? false
        let canCome = isOffered && details.order.status != .canceled
        guard canCome || !details.refills.isEmpty else { return nil }
        return Sheet(
            id: "refills",
            title: "\(words.title)",
            end: details.refills.first?.status.badge(in: frame.language),
            content: """
                <div class="pad stack">\(if: !details.refills.isEmpty, list)\
                \(if: canCome && !isSuspended, availability)</div>
                """
        ).html
    }

    private var list: HTML {
        #"<dl class="facts">\#(each: details.refills, line)</dl>"#
    }

    private func line(_ refill: Refill) -> HTML {
        """
        <dt>#\(refill.id.rawValue) · \(frame.moment(refill.createdAt))</dt>\
        <dd>\(refill.status.words(in: frame.language))</dd>
        """
    }

    private var availability: HTML {
        switch details.own.actions.refill {
        case .available(let until):
            """
            \(facts([(words.until, frame.moment(until))]))\
            <button class="main" form="act" formaction="\(address: .ordersRefill)">\(words.ask)</button>
            """
        case .notYet(let from, let until):
            """
            \(facts([(words.from, frame.moment(from)), (words.until, frame.moment(until))]))\
            \(note(words.notYet))
            """
        case .underWay: note(words.underWay)
        case .over(let since): "\(facts([(words.ended, frame.moment(since))]))\(note(words.over))"
        case .unavailable: note(words.whenFinished)
        }
    }

    private func facts(_ pairs: [(String, HTML)]) -> HTML {
        Facts(.sums, pairs.map { (name: $0.0, value: $0.1) }).html
    }

    private func note(_ text: String) -> HTML { #"<p class="soft small">\#(text)</p>"# }

    private var words: Words { .in(frame.language) }
}

extension OrderRefills {
    struct Words: PageWords {
        let title, ask, from, until, ended, notYet, underWay, over, whenFinished: String

        static let vi = Words(
            title: "Bảo hành",
            ask: "Yêu cầu bảo hành",
            from: "Yêu cầu được từ",
            until: "Bảo hành đến",
            ended: "Hết hạn lúc",
            notYet: "Chưa đến lúc yêu cầu bảo hành.",
            underWay: "Đang có một yêu cầu bảo hành; yêu cầu tiếp khi yêu cầu này xong.",
            over: "Đơn này đã hết thời gian bảo hành.",
            whenFinished: "Có thể yêu cầu bảo hành khi đơn đã hoàn thành."
        )
        static let en = Words(
            title: "Refill",
            ask: "Ask for a refill",
            from: "You can ask from",
            until: "You can ask until",
            ended: "Ended on",
            notYet: "It is too early to ask for a refill.",
            underWay: "A refill is under way; another one can be asked for when it is done.",
            over: "The time for refills of this order is over.",
            whenFinished: "A refill can be asked for once the order is completed."
        )
    }
}
