import PanelCore
import PanelMarkup
import PanelOperations
import PanelWeb
import PanelWords

/// What an order costs, what is left then, and the button that places it. The script has the server renew it.
struct OrderSummary {
    let order: NewOrderModel.Order
    let frame: Frame
    let isSuspended: Bool

    /// The id of the form that the button sends.
    static let form = "order"
    /// The name of the button that only shows what the order costs, for browsers without a script.
    static let look = "look"

    /// Beside the form, and on phones at its end.
    var html: HTML {
        """
        <aside class="sheet" aria-labelledby="summary"><header><h2 id="summary">\(words.title)</h2></header>\
        <div class="pad stack"><div aria-live="polite">\(price)</div>\(isSuspended ? suspended : button)</div></aside>
        \(if: !isSuspended, bar)
        """
    }

    /// What the script renews.
    var liveParts: HTML { "\(price)\(sum)\(expected)" }

    /// What was shown as the total comes back with the form, so that nobody pays more than they saw.
    var expected: HTML {
        let shown = order.quote.price?.charge.description ?? ""
        return #"<input type="hidden" id="expected" name="expected" value="\#(shown)" autocomplete="off">"#
    }

    private var price: HTML {
        """
        <dl id="price" class="facts"><dt>\(words.rate)</dt><dd>\(PickedService.rate(of: order, in: frame))</dd>
        \(quantity)\(total)</dl>
        """
    }

    private var quantity: HTML {
        guard let price = order.quote.price else { return "<dt>\(words.quantity)</dt><dd>—</dd>" }
        let all = price.quantity.words(in: frame.language)
        if let runs = price.dripFeed?.runs {
            let each = (price.quantity / max(1, runs)).words(in: frame.language)
            return "<dt>\(words.quantity)</dt><dd>\(runs) × \(each) = \(all)</dd>"
        }
        guard order.service.countsPieces, let pieces = price.piecesPerPost else {
            return "<dt>\(words.quantity)</dt><dd>\(all)</dd>"
        }
        return "<dt>\(words.quantity)</dt><dd>\(words.posts(all)) × \(pieces.words(in: frame.language))</dd>"
    }

    private var total: HTML {
        let quote = order.quote
        if let missing = quote.missing, let price = quote.price {
            return """
                <dt>\(words.total)</dt><dd>\(frame.amount(price.charge))</dd>
                <dt>\(words.balance)</dt><dd>\(frame.amount(quote.balance))</dd>
                <dt class="total">\(words.missing)</dt><dd class="total">\(frame.amount(missing))</dd>
                <dt class="visually-hidden">\(words.wayOn)</dt>\
                <dd class="way"><a class="button wide" href="\(address: .funds)">\(words.addFunds)</a></dd>
                """
        }
        return """
            <dt>\(words.balanceAfter)</dt><dd>\(quote.balanceAfter.map(frame.amount) ?? "—")</dd>
            <dt class="total">\(words.total)</dt><dd class="total">\(quote.price.map { frame.amount($0.charge) } ?? "—")</dd>
            """
    }

    private var button: HTML {
        """
        <button class="main wide" form="\(OrderSummary.form)">\(words.place)</button>\
        \(lookButton("wide"))\
        <p class="soft tiny">\(words.refunds)</p>
        """
    }

    private var suspended: HTML {
        Alert(.note, "<p>\(words.suspended)</p>").html
    }

    private var bar: HTML {
        """
        <div class="pay">\(sum)<button class="main" form="\(OrderSummary.form)">\(words.place)</button></div>
        """
    }

    private var sum: HTML {
        let (label, amount) =
            order.quote.missing.map { (words.missing, $0) } ?? (words.total, order.quote.price?.charge)
        return """
            <div id="sum" class="row"><div><span class="soft tiny">\(label)</span>\
            <div class="sum">\(amount.map(frame.amount) ?? "—")</div></div>\(if: order.quote.missing != nil, wayOn)\
            \(if: order.quote.price == nil, lookButton(""))</div>
            """
    }

    private func lookButton(_ kind: String) -> HTML {
        """
        <button class="\(kind) without-script" form="\(OrderSummary.form)" name="\(OrderSummary.look)" value="1">\
        \(words.look)</button>
        """
    }

    private var wayOn: HTML { #"<a class="button" href="\#(address: .funds)">\#(words.addFunds)</a>"# }

    private var words: Words { .in(frame.language) }
}

extension OrderSummary {
    struct Words: PageWords {
        let title, rate, quantity, balance, balanceAfter, total, missing, wayOn, addFunds, place, look, refunds,
            suspended: String
        let posts: @Sendable (String) -> String

        static let vi = Words(
            title: "Tóm tắt",
            rate: "Đơn giá",
            quantity: "Số lượng",
            balance: "Số dư",
            balanceAfter: "Số dư sau khi đặt",
            total: "Tổng",
            missing: "Còn thiếu",
            wayOn: "Số dư không đủ",
            addFunds: "Nạp tiền",
            place: "Đặt đơn",
            look: "Xem tổng tiền",
            refunds: "Phần không giao được sẽ tự động hoàn vào số dư.",
            suspended: "Tài khoản của bạn đang bị khóa, nên không đặt đơn được. Hãy liên hệ người quản lý trang.",
            posts: { "\($0) bài" }
        )
        static let en = Words(
            title: "Summary",
            rate: "Rate",
            quantity: "Quantity",
            balance: "Balance",
            balanceAfter: "Balance after",
            total: "Total",
            missing: "Missing",
            wayOn: "The balance is not enough",
            addFunds: "Add funds",
            place: "Place order",
            look: "Show the total",
            refunds: "What is not delivered comes back to your balance by itself.",
            suspended: "Your account is suspended, so you cannot order. Ask whoever runs the panel.",
            posts: { "\($0) posts" }
        )
    }
}
