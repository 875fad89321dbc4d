import PanelCore
import PanelMarkup
import PanelOperations
import PanelStore
import PanelWeb
import PanelWords

/// The rows of the list of orders, and the cells of them that change, which the script puts in their places.
struct OrderRows {
    let frame: Frame
    let rows: [OwnOrder]

    var html: HTML { "\(each: rows, row)" }

    /// The cells that change, of each row. What is ticked stays ticked.
    var changing: HTML { "\(each: rows, changingCells)" }

    private func row(_ own: OwnOrder) -> HTML {
        let order = own.order
        return """
            <tr role="row">\
            <td role="cell" class="take fit"><input type="checkbox" name="take" value="\(order.id.rawValue)" \
            aria-label="\(words.take(order.id))"></td>\
            <td role="cell" class="id"><a class="id" href="\(address: .order(order.id))">\(order.id.rawValue)</a>\
            <span class="two">\(frame.moment(order.createdAt))</span></td>\
            <td role="cell" class="what"><span class="clip">\(own.record.serviceName)</span>\
            <span class="two clip">\(order.link)</span></td>\
            \(changingCells(own))</tr>

            """
    }

    private func changingCells(_ own: OwnOrder) -> HTML {
        let order = own.order
        return """
            <td role="cell" class="done" id="o\(order.id.rawValue)-done">\(progress(of: order))</td>\
            <td role="cell" class="number sum" id="o\(order.id.rawValue)-sum">\(OnCard(words.charge).html)\(frame.amount(order.charge))\
            \(if: order.refunded > .zero, refunded(order))</td>\
            <td role="cell" class="state-of" id="o\(order.id.rawValue)-state">\(order.status.badge(in: frame.language))\
            \(if: isBeingCanceled(order), #"<span class="two">\#(words.cancelRequested)</span>"#)</td>\
            <td role="cell" class="number act" id="o\(order.id.rawValue)-act">\(action(of: own))</td>
            """
    }

    private func refunded(_ order: Order) -> HTML {
        #"<span class="two plus">\#(words.refunded) +\#(frame.amount(order.refunded))</span>"#
    }

    private func isBeingCanceled(_ order: Order) -> Bool {
        order.cancelRequestedAt != nil && !order.status.isFinal
    }

    private func progress(of order: Order) -> HTML {
        let quantity = order.quantity.words(in: frame.language)
        let bar = OrderProgressBar(order, label: words.delivered)
        guard order.status != .pending, let delivered = bar.delivered else {
            return #"<span class="soft">\#(words.quantity) \#(quantity)</span>"#
        }
        return """
            \(bar.html)<span class="two">\(OnCard(words.delivered).html)\(delivered.words(in: frame.language)) / \
            \(quantity)</span>
            """
    }

    /// What its customer would want most of what can be done.
    private func action(of own: OwnOrder) -> HTML {
        let id = own.order.id
        if own.actions.cancel == .available {
            return """
                <button class="bare tiny" name="order" value="\(id.rawValue)" formaction="\(address: .ordersCancel)" \
                data-confirm="sure-one" data-about="\(about(own))">\(words.cancel)\(Unseen(words.suffix(id)).html)</button>
                """
        }
        if own.actions.canRefill {
            return """
                <button class="bare tiny" name="order" value="\(id.rawValue)" formaction="\(address: .ordersRefill)">\
                \(words.refill)\(Unseen(words.suffix(id)).html)</button>
                """
        }
        guard own.actions.canReorder else { return HTML() }
        return """
            <a class="button bare tiny" href="\(address: .reorder(own.order.fields(with: [])))">\
            \(words.reorder)\(Unseen(words.suffix(id)).html)</a>
            """
    }

    /// By what its customer knows an order.
    private func about(_ own: OwnOrder) -> String {
        "\(own.order.id.rawValue) · \(own.record.serviceName) · \(frame.amount(own.order.charge))"
    }

    private var words: Words { .in(frame.language) }
}

extension OrderRows {
    struct Words: PageWords {
        let quantity, delivered, charge, refunded, cancelRequested, cancel, refill, reorder: String
        let take, suffix: @Sendable (OrderID) -> String

        static let vi = Words(
            quantity: "Số lượng",
            delivered: "Đã giao",
            charge: "Giá",
            refunded: "đã hoàn",
            cancelRequested: "đã yêu cầu hủy",
            cancel: "Hủy",
            refill: "Bảo hành",
            reorder: "Đặt lại",
            take: { "Chọn đơn \($0)" },
            suffix: { " đơn \($0)" }
        )
        static let en = Words(
            quantity: "Quantity",
            delivered: "Delivered",
            charge: "Charge",
            refunded: "refunded",
            cancelRequested: "cancel requested",
            cancel: "Cancel",
            refill: "Refill",
            reorder: "Reorder",
            take: { "Choose order \($0)" },
            suffix: { " order \($0)" }
        )
    }
}
