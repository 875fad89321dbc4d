import PanelCore
import PanelMarkup
import PanelWeb
import PanelWords

/// The service that is ordered: its id and name, what it has, what it costs, and what the operator says of it.
struct PickedService {
    let order: NewOrderModel.Order
    let frame: Frame

    var html: HTML {
        """
        <div class="picked"><div class="row nowrap"><span class="badge">\(service.id.description)</span>\
        <span class="name grow" id="n\(service.id.description)">\(service.name)</span>\
        <span class="needs-script">\(StarButton(service.id, isOn: order.isStarred, in: frame.language).html)</span></div>
        <div class="row"><b>\(PickedService.rate(of: order, in: frame))</b>\(each: badges, badge)\(order.times.map(usually))</div>
        \(service.description.map(about))</div>
        """
    }

    private var service: Service { order.service }

    /// What a rate unit costs the customer; the list price is struck through where that is more.
    static func rate(of order: NewOrderModel.Order, in frame: Frame) -> HTML {
        let rate = OrderWords.rate(order.rate, of: order.service, in: frame)
        guard order.rate < order.service.rate else { return "\(rate)" }
        let words = Words.in(frame.language)
        return """
            \(rate) <s class="soft">\(Unseen(words.listPrice).html)\(frame.amount(order.service.rate))</s>
            """
    }

    private var badges: [String] {
        [
            service.offersRefill ? words.refill(service.refillDays) : nil,
            service.offersCancel ? words.cancel : nil,
            service.offersDripFeed ? "Drip-feed" : nil,
        ].compactMap(\.self)
    }

    private func badge(_ text: String) -> HTML { #"<span class="badge">\#(text)</span>"# }

    private func usually(_ times: UsualTimes) -> HTML {
        #"<span class="soft small">\#(times.words(in: frame.language))</span>"#
    }

    private func about(_ text: String) -> HTML {
        """
        <details class="small"><summary>\(words.about)</summary><p class="soft lines">\(text)</p></details>
        """
    }

    private var words: Words { .in(frame.language) }
}

extension PickedService {
    struct Words: PageWords {
        let cancel, about, listPrice: String
        let refill: @Sendable (Int64) -> String

        static let vi = Words(
            cancel: "Hủy được",
            about: "Mô tả",
            listPrice: "giá niêm yết ",
            refill: { "Bảo hành \($0) ngày" }
        )
        static let en = Words(
            cancel: "Can be canceled",
            about: "Description",
            listPrice: "list price ",
            refill: { $0 == 1 ? "1 day refill" : "\($0) days refill" }
        )
    }
}
