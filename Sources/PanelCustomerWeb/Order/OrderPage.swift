package import PanelCore
package import PanelMarkup
package import PanelOperations
import PanelStore
package import PanelWeb
import PanelWords

/// One order: how far it is, what it cost and gave back, what happened, and what can be done with it.
package struct OrderPage {
    private let frame: Frame
    private let details: OwnOrderDetails
    private let done: OrderDeed?
    private let isSuspended: Bool

    /// - Parameter done: What was just done with it.
    package init(_ frame: Frame, _ details: OwnOrderDetails, done: OrderDeed? = nil, isSuspended: Bool = false) {
        self.frame = frame
        self.details = details
        self.done = done
        self.isSuspended = isSuspended
    }

    package var html: HTML {
        CustomerShell(frame, section: .orders, title: words.title(order.id), content: content).html
    }

    /// What changes of the page, which the script asks for again.
    package var fragment: HTML {
        """
        <div id="order-now" class="live">
        \(PageHead(words.title(order.id), after: state, end: buttons).html)
        \(if: details.history.isBeingChecked, Alert(.note, HTML(text: words.beingChecked)).html)
        <div class="split"><div class="stack">\(about)\(timeline)</div>\
        <aside class="stack">\(money)\(refills)</aside></div></div>
        """
    }

    /// The form stands outside of what is asked for again: its token differs each time. Buttons name it.
    private var content: HTML {
        """
        \(whatWasDone.map { Alert(.fine, HTML(text: $0)).html })
        \(if: isChanging, live)\(if: !isChanging, fragment)
        <form id="act" method="post" action="\(address: .ordersCancel)" data-confirm="">\
        \(frame.csrfField)\
        <input type="hidden" name="order" value="\(order.id.rawValue)">\
        <input type="hidden" name="back" value="order"></form>
        \(ConfirmDialog(
            id: "sure",
            title: words.sure(order.id),
            text: words.sureText,
            yes: words.yesCancel,
            in: frame.language
        ).html)
        """
    }

    /// What the customer has just done. That an order was placed its age says, so that its address stays what it is.
    private var whatWasDone: String? {
        if let done { return words.done(done) }
        let age = frame.now.milliseconds - order.createdAt.milliseconds
        guard (0...OrderPage.newFor).contains(age), !order.status.isFinal else { return nil }
        return words.placed(frame.amount(order.charge))
    }

    /// In milliseconds.
    private static let newFor: Int64 = 60_000

    private var live: HTML {
        """
        <section class="live" data-refresh="\(address: .order(order.id))" data-every="5" \
        aria-label="\(words.title(order.id))">\(fragment)</section>
        """
    }

    private var isChanging: Bool { !order.status.isFinal || details.refills.contains { $0.status.isOpen } }
    private var order: Order { details.order }

    private var state: HTML {
        """
        \(order.status.badge(in: frame.language))\
        \(if: isBeingCanceled, #"<span class="soft small">\#(words.cancelRequested)</span>"#)
        """
    }

    private var isBeingCanceled: Bool { order.cancelRequestedAt != nil && !order.status.isFinal }

    // MARK: What can be done

    private var buttons: HTML {
        """
        \(if: details.own.actions.cancel == .available, cancelButton)\
        \(if: details.own.actions.canReorder, reorderLink)
        """
    }

    private var cancelButton: HTML {
        """
        <button class="danger" form="act" formaction="\(address: .ordersCancel)" data-confirm="sure">\
        \(words.cancel)</button>
        """
    }

    private var reorderLink: HTML {
        let fields = OrderPage.kept(order.fields(with: details.own.record.parameters))
        // Who has just ordered is not to take it for what goes on with that.
        let kind = order.status.isFinal ? "button main" : "button"
        return #"<a class="\#(kind)" href="\#(address: .reorder(fields))">\#(words.reorder)</a>"#
    }

    /// Of texts that are too long for an address the form begins without the longest.
    static func kept(_ fields: [ParameterSet.Entry]) -> [ParameterSet.Entry] {
        var kept = fields
        while kept.reduce(0, { $0 + 3 * $1.value.utf8.count }) > OrderPage.longestAddress,
            let longest = kept.indices.max(by: { kept[$0].value.utf8.count < kept[$1].value.utf8.count })
        {
            kept.remove(at: longest)
        }
        return kept
    }

    /// In bytes; servers in front of the panel take 8 KB.
    private static let longestAddress = 7000

    // MARK: Sheets

    private var about: HTML {
        """
        <section class="sheet" aria-label="\(words.progress)"><div class="pad stack">\(progress)\
        \(OrderFacts(frame: frame, details: details).html)</div></section>
        """
    }

    private var progress: HTML {
        let quantity = order.quantity.words(in: frame.language)
        let bar = OrderProgressBar(order, label: words.progress)
        guard let delivered = bar.delivered else {
            return """
                <div class="progress-big"><div class="row"><span class="figure-big">\(quantity)</span>\
                <span class="soft">\(words.ordered)</span></div></div>
                """
        }
        return """
            <div class="progress-big stack tight"><div class="row">\
            <span class="figure-big">\(delivered.words(in: frame.language))</span>\
            <span class="soft">/ \(quantity) \(words.delivered)</span>\(missing)</div>\
            \(bar.html)</div>
            """
    }

    private var missing: HTML? {
        guard let remains = order.remains, remains > 0 else { return nil }
        let number = remains.words(in: frame.language)
        let text = order.status.isFinal ? words.missing(number) : words.remaining(number)
        return #"<span class="soft small end-of-row">\#(text)</span>"#
    }

    private var timeline: HTML {
        Sheet(
            id: "history",
            title: "\(words.history)",
            content: #"<ol class="pad timeline">\#(each: details.history.entries, entry)</ol>"#
        ).html
    }

    private func entry(_ entry: CustomerHistory.Entry) -> HTML {
        """
        <li\(attribute: "class", entry.what.tone)><div>\
        \(entry.what.words(in: frame.language, amount: frame.amount))\(detail(of: entry.what))</div>\
        <span class="soft tiny">\(frame.moment(entry.at))</span></li>
        """
    }

    private func detail(of what: CustomerHistory.What) -> HTML? {
        if case .refunded(_, let reckoning?) = what {
            let formula = reckoning.formula(in: frame.language, amount: frame.amount)
            return """
                <p class="soft small">\(formula) <b class="plus">\(frame.amount(reckoning.refund))</b>\(if: reckoning.isRounded, "\(words.rounded)")</p>
                """
        }
        return what.detail(in: frame.language).map { #"<p class="soft small">\#($0)</p>"# }
    }

    private var money: HTML {
        Sheet(
            id: "money",
            title: "\(words.money)",
            content: """
                <div class="pad"><dl class="facts"><dt>\(words.charged)</dt><dd>\(frame.amount(order.charge))</dd>\
                \(if: order.refunded > .zero, refunded)\
                <dt class="total">\(words.paid)</dt><dd class="total">\(frame.amount(order.netCharge))</dd></dl></div>
                """
        ).html
    }

    private var refunded: HTML {
        #"<dt>\#(words.refunded)</dt><dd class="plus">+\#(frame.amount(order.refunded))</dd>"#
    }

    private var refills: HTML? {
        OrderRefills(frame: frame, details: details, isSuspended: isSuspended).html
    }

    private var words: Words { .in(frame.language) }
}

extension CustomerHistory.What {
    /// The colour of its dot.
    fileprivate var tone: String? {
        switch self {
        case .placed, .accepted, .started, .cancelRequested, .refillRequested, .refillStarted: nil
        case .beingChecked, .cancelRefused, .ended(.partial, _, _): "warn"
        case .ended(.completed, _, _), .refunded, .refillEnded(_, .completed): "good"
        case .refillEnded: "bad"
        case .ended: nil
        }
    }
}
