package import PanelCore
package import PanelMarkup
import PanelOperations
import PanelStore
package import PanelWeb
import PanelWords

/// A customer's orders: found, followed, and several at once canceled or refilled.
package struct OrderListPage {
    private let frame: Frame
    private let model: OrderListModel

    package init(_ frame: Frame, _ model: OrderListModel) {
        self.frame = frame
        self.model = model
    }

    package var html: HTML {
        CustomerShell(frame, section: .orders, title: words.title, content: content).html
    }

    private var content: HTML {
        """
        \(PageHead(words.title, end: headEnd).html)
        \(if: model.isSuspended, Alert(.warn, HTML(text: words.suspended)).html)
        \(model.done.map { Alert(.fine, HTML(text: words.done($0.deed, $0.order))).html })
        \(OrderProblems(model.query.problems, in: frame.language).summary)
        <div class="sheet">\(if: !model.isEmpty, OrderFilter(frame: frame, model: model).html)
        \(model.rows.isEmpty ? blank : list)</div>
        """
    }

    private var headEnd: HTML {
        """
        \(if: !model.isEmpty, #"<a class="button" href="\#(address: .ordersCSVWhere(model.criteria))">CSV</a>"#)\
        \(if: !model.isSuspended, newOrderLink)
        """
    }

    private var newOrderLink: HTML {
        #"<a class="button main" href="\#(address: .newOrder)">\#(Icon.plus.html())\#(words.newOrder)</a>"#
    }

    // MARK: The list

    /// One form: each row's button, and those below for what is ticked. Enter in a box would press the first button, so
    /// that is one which does nothing.
    private var list: HTML {
        """
        <form method="post" action="\(address: .ordersCancel)" class="orders" data-confirm="">\
        <button name="nothing" value="1" hidden></button>\(frame.csrfField)\(each: returnFields, hidden)
        <table class="table cards clips" role="table" aria-label="\(words.title)">
        <thead role="rowgroup"><tr role="row">\
        <th role="columnheader" scope="col" class="fit"><input type="checkbox" data-all="take" \
        aria-label="\(words.takeAll)" hidden>\(Unseen(words.choose).html)</th>\
        \(head(words.order))\(head(words.serviceAndLink))\(head(words.delivered))\
        \(head(words.charge, isNumber: true))\(head(words.status))\
        <th role="columnheader" scope="col">\(Unseen(words.actions).html)</th></tr></thead>
        \(rows)</table>
        \(older)
        \(bulk)</form>
        \(dialog("sure-one", words.sureOne, yes: words.yesCancelOne))
        \(dialog("sure-chosen", words.sureChosen, yes: words.yesCancelChosen))
        """
    }

    private func head(_ text: String, isNumber: Bool = false) -> HTML {
        """
        <th role="columnheader" scope="col"\(attribute: "class", isNumber ? "number" : nil)>\(text)</th>
        """
    }

    private var rows: HTML {
        let rows = OrderRows(frame: frame, rows: model.rows).html
        let unfinished = model.unfinished
        guard !unfinished.isEmpty else { return #"<tbody role="rowgroup">\#(rows)</tbody>"# }
        return """
            <tbody role="rowgroup" data-refresh="\(address: .orderRows(unfinished))" data-every="5">\(rows)</tbody>
            """
    }

    /// Where the form leads back to.
    private var returnFields: [(name: String, value: String)] {
        model.criteria.fields + (model.after.map { [("after", $0.description)] } ?? [])
    }

    private func hidden(_ field: (name: String, value: String)) -> HTML {
        #"<input type="hidden" name="\#(field.name)" value="\#(field.value)">"#
    }

    private var bulk: HTML {
        """
        <div class="dock bulk"><span class="small"><b class="chosen"></b> \(words.chosen)</span>\
        <div class="row">\
        <button type="button" data-chosen="take" data-done="\(words.copied)" hidden><span>\(words.copyIDs)</span></button>\
        \(if: !model.isSuspended, bulkActions)</div></div>
        """
    }

    private var bulkActions: HTML {
        """
        <button formaction="\(address: .ordersRefill)">\(words.refillChosen)</button>\
        <button class="danger" formaction="\(address: .ordersCancel)" data-confirm="sure-chosen">\
        \(words.cancelChosen)</button>
        """
    }

    private func dialog(_ id: String, _ title: String, yes: String) -> HTML {
        ConfirmDialog(id: id, title: title, text: words.sureText, yes: yes, in: frame.language).html
    }

    // MARK: Pages

    private var older: HTML {
        """
        <div class="pad row">\(newestLink)\(model.next.map(olderLink))\
        <span class="soft small">\(model.after == nil ? words.newest(model.rows.count) : "")</span></div>
        """
    }

    private var newestLink: HTML? {
        guard model.after != nil else { return nil }
        return #"<a class="button" href="\#(address: .ordersWhere(model.criteria, after: nil))">\#(words.toNewest)</a>"#
    }

    private func olderLink(_ next: Cursor) -> HTML {
        let text = model.rows.count < OrderListModel.perPage ? words.searchOn : words.older
        return #"<a class="button" href="\#(address: .ordersWhere(model.criteria, after: next))">\#(text) →</a>"#
    }

    // MARK: Nothing to show

    private var blank: HTML {
        if model.isEmpty {
            return """
                <div class="blank">\(Icon.list.html(size: 32))<h2>\(words.none)</h2><p class="soft">\(words.noneText)</p>\
                <div class="row"><a class="button main" href="\(address: .newOrder)">\(Icon.plus.html())\
                \(words.firstOrder)</a><a class="button" href="\(address: .services)">\(words.seePrices)</a></div></div>
                """
        }
        let isUnclear = !model.query.problems.isEmpty
        let title = isUnclear ? words.unclear : model.next == nil ? words.noneFound : words.noneYet
        return """
            <div class="blank">\(Icon.list.html(size: 32))<h2>\(title)</h2>\
            <p class="soft">\(isUnclear ? words.unclearText : words.noneFoundText(description))\
            \(if: model.criteria.text != nil, "<br>\(words.wholeLink)")</p>\
            <div class="row">\(model.next.map(searchOnLink))\
            <a class="button" href="\(address: .orders)">\(words.showAll)</a></div></div>
            """
    }

    private func searchOnLink(_ next: Cursor) -> HTML {
        """
        <a class="button main" href="\(address: .ordersWhere(model.criteria, after: next))">\(words.searchOn) →</a>
        """
    }

    /// What is looked for, in words.
    private var description: String {
        OrderFilter(frame: frame, model: model).parts.map(\.text).joined(separator: " · ")
    }

    private var words: Words { .in(frame.language) }
}
