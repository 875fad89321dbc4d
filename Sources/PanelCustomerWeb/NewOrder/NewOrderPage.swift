import PanelCore
package import PanelMarkup
import PanelOperations
package import PanelWeb

/// Where an order is placed.
package struct NewOrderPage {
    let frame: Frame
    let model: NewOrderModel

    package init(_ frame: Frame, _ model: NewOrderModel) {
        self.frame = frame
        self.model = model
    }

    package var html: HTML {
        CustomerShell(
            frame,
            section: .newOrder,
            title: words.title,
            content: """
                \(PageHead(words.title, end: toMassOrder).html)
                \(model.note.map(alert))\(summaryOfErrors)
                \(model.order == nil && model.finder.isEmpty ? empty : content)
                """
        ).html
    }

    /// What the script asks for while somebody types.
    package static func liveParts(_ order: NewOrderModel.Order, in frame: Frame) -> HTML {
        let page = NewOrderPage(frame, NewOrderModel(finder: ServiceFinder(), order: order))
        return "\(page.summary(order).liveParts)\(page.fields(order, errors: page.liveErrors(of: order)).liveParts)"
    }

    private var toMassOrder: HTML {
        #"<a class="button" href="\#(address: .massOrder)">\#(words.massOrder)</a>"#
    }

    private func alert(about note: NewOrderModel.Note) -> HTML {
        switch note {
        case .serviceGone: Alert(.warn, "<p>\(words.serviceGone)</p>").html
        case .kept: Alert(.note, "<p>\(words.kept)</p>").html
        }
    }

    private var empty: HTML {
        """
        <section class="sheet"><div class="blank">\(Icon.tag.html(size: 32))<h2>\(words.nothing)</h2>\
        <p class="soft">\(words.nothingYet)</p></div></section>
        """
    }

    private var content: HTML {
        guard let order = model.order else {
            return
                #"<section class="sheet"><div class="pad stack">\#(FinderForm(finder: model.finder, frame: frame).html)</div></section>"#
        }
        return """
            <div class="split has-pay"><section class="sheet" aria-label="\(words.order)"><div class="pad stack">\
            \(FinderForm(finder: model.finder, frame: frame).html)
            \(form(order))</div></section>
            \(summary(order).html)</div>
            \(StarForms(frame: frame, filter: ServiceFilter()).html)
            """
    }

    private func form(_ order: NewOrderModel.Order) -> HTML {
        """
        <form class="stack" method="post" action="\(address: .newOrder)" id="\(OrderSummary.form)" \
        data-live="\(address: .orderPrice)"\
        \(attribute: "data-address", order.refusal.map { _ in address(of: order) })>\(frame.csrfField)\
        <input type="hidden" name="service" value="\(order.service.id.description)">\
        <input type="hidden" name="request_id" value="\(order.requestID)" autocomplete="off">\
        <input type="hidden" name="rate" value="\(order.rate.description)">\(summary(order).expected)
        \(card(order))
        \(fields(order, errors: errors).html)</form>
        """
    }

    /// Where the form is filled in like this.
    private func address(of order: NewOrderModel.Order) -> String {
        Address.reorder(OrderPage.kept(order.typed.entries)).path
    }

    private func card(_ order: NewOrderModel.Order) -> HTML {
        "\(PickedService(order: order, frame: frame).html)\(ServicesPage.note(nil))"
    }

    private func summary(_ order: NewOrderModel.Order) -> OrderSummary {
        OrderSummary(order: order, frame: frame, isSuspended: model.isSuspended)
    }

    private func fields(_ order: NewOrderModel.Order, errors: FormErrors) -> OrderFields {
        OrderFields(service: order.service, typed: order.typed, errors: errors, language: frame.language)
    }

    // MARK: What is wrong

    private var summaryOfErrors: HTML? {
        switch model.order?.refusal {
        case .refused: errors.summary(title: words.notPlaced)
        case .costsMore: errors.summary(title: words.priceChanged)
        case nil: nil
        }
    }

    private var errors: FormErrors {
        guard let order = model.order else { return FormErrors() }
        switch order.refusal {
        case .refused(let refusal): return errors(for: refusal, of: order)
        case .costsMore:
            let total = order.quote.price.map { frame.amount($0.charge) } ?? ""
            return FormErrors(words.newTotal(total), at: "price")
        case nil: return liveErrors(of: order)
        }
    }

    private func errors(for refusal: APIRefusal, of order: NewOrderModel.Order) -> FormErrors {
        let missing = order.quote.missing.map(frame.amount)
        let words = OrderWords(language: frame.language, service: order.service)
        return FormErrors(
            words.refusal(refusal, typed: order.typed, missing: missing),
            at: refusal.field(of: order.service, typed: order.typed)
        )
    }

    /// While somebody types only what is typed is wrong, not what is still missing.
    private func liveErrors(of order: NewOrderModel.Order) -> FormErrors {
        let wrong = [order.quote.refusal, order.quote.unpriced].compactMap(\.self).first { refusal in
            let field = refusal.field(of: order.service, typed: order.typed).flatMap(ParameterName.init)
            return field.flatMap { order.typed.text($0) } != nil
        }
        return wrong.map { errors(for: $0, of: order) } ?? FormErrors()
    }

    private var words: Words { .in(frame.language) }
}

extension NewOrderPage {
    struct Words: PageWords {
        let title, massOrder, order, nothing, nothingYet, serviceGone, kept, notPlaced, priceChanged: String
        let newTotal: @Sendable (String) -> String

        static let vi = Words(
            title: "Đặt đơn",
            massOrder: "Đặt nhiều đơn",
            order: "Đơn mới",
            nothing: "Chưa có dịch vụ nào",
            nothingYet: "Người quản lý trang chưa mở dịch vụ nào. Hãy hỏi họ, hoặc quay lại sau.",
            serviceGone: "Dịch vụ này không nhận đơn nữa. Hãy chọn một dịch vụ khác.",
            kept: """
                Phiên đăng nhập đã hết khi bạn gửi biểu mẫu. Những gì bạn nhập vẫn còn đây; chưa đặt đơn, chưa trừ tiền. \
                Hãy xem lại rồi bấm “Đặt đơn”.
                """,
            notPlaced: "Đơn chưa được đặt. Chưa trừ tiền.",
            priceChanged: "Giá đã thay đổi. Đơn chưa được đặt. Chưa trừ tiền.",
            newTotal: { "Tổng bây giờ là \($0). Nếu đồng ý, hãy bấm “Đặt đơn” lần nữa." }
        )
        static let en = Words(
            title: "New order",
            massOrder: "Mass order",
            order: "New order",
            nothing: "There are no services yet",
            nothingYet: "Whoever runs the panel offers none so far. Ask them, or come back later.",
            serviceGone: "This service takes no orders any more. Choose another one.",
            kept: """
                Your session had ended when you sent the form. What you typed is still here; nothing was ordered, nothing \
                was charged. Look at it and press “Place order”.
                """,
            notPlaced: "The order was not placed. Nothing was charged.",
            priceChanged: "The price changed. The order was not placed. Nothing was charged.",
            newTotal: { "The total is \($0) now. If you agree, press “Place order” again." }
        )
    }
}
