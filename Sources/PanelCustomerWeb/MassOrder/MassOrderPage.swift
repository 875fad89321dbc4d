import PanelCore
package import PanelMarkup
import PanelOperations
package import PanelWeb
import PanelWords

/// Where many orders are placed at once: a list, what the check found, and what became of each line.
package struct MassOrderPage {
    let frame: Frame
    let model: MassOrderModel

    package init(_ frame: Frame, _ model: MassOrderModel) {
        self.frame = frame
        self.model = model
    }

    package var html: HTML {
        CustomerShell(
            frame,
            section: .newOrder,
            title: words.title,
            content: """
                \(PageHead(words.title, end: toSingleOrder).html)
                \(content)
                """
        ).html
    }

    private var toSingleOrder: HTML {
        #"<a class="button" href="\#(address: .newOrder)">\#(words.singleOrder)</a>"#
    }

    private var content: HTML {
        switch model.state {
        case .empty: box(FormErrors())
        case .refused(let refusal): refused(refusal)
        case .checked(let check, let note, let sending): checked(check, note, sending)
        case .answered(let lines, let sending): answered(lines, sending)
        }
    }

    private func refused(_ refusal: MassOrderModel.Refusal) -> HTML {
        let errors = FormErrors(words.refusal(refusal, frame.language), at: "lines")
        return "\(errors.summary(title: words.notChecked))\(box(errors))"
    }

    // MARK: The list

    private func box(_ errors: FormErrors) -> HTML {
        """
        <section class="sheet"><form class="pad stack" method="post" action="\(address: .massOrder)">\(frame.csrfField)
        <div class="field"><label for="lines">\(words.lines)</label>\
        <textarea id="lines" name="lines" class="code" rows="10" spellcheck="false" autocapitalize="none" \
        aria-describedby="lines-hint"\(attribute: "aria-invalid", errors.isEmpty ? nil : "true")>
        \(model.lines)</textarea>\
        \(errors["lines"].map { #"<span class="error" id="lines-error">\#($0)</span>"# as HTML })\
        <div class="hint" id="lines-hint"><p><b>\(words.form)</b></p>\
        \(model.example.map { "<p>\(words.example) <code>\($0.text)</code></p>" as HTML })\
        <p>\(words.hint)</p></div>
        <p class="hint"><a href="\(address: .services)" target="_blank" rel="noopener">\(words.numbers)</a></p></div>
        <div class="row"><button\(attribute: "class", isFirst ? "main" : nil)>\(isFirst ? words.check : words.again)</button>\
        </div></form></section>
        """
    }

    /// Whether the box is what the page is about.
    private var isFirst: Bool {
        switch model.state {
        case .empty, .refused: true
        case .checked, .answered: false
        }
    }

    // MARK: The check

    private func checked(
        _ check: MassCheck,
        _ note: MassOrderModel.Note?,
        _ sending: MassOrderModel.Sending
    ) -> HTML {
        let good = check.goodCount
        let canPlace = good > 0 && !model.isSuspended
        return """
            \(note.map { alert(about: $0, check) })<div class="split has-pay"><div class="stack">
            \(Sheet(id: "found", title: "\(words.found)", end: counts(good, check.refusedCount), content: table(check)).html)
            \(box(FormErrors()))</div>
            \(aside(check, sending, canPlace: canPlace))
            \(if: canPlace, bar(check))</div>
            """
    }

    private func alert(about note: MassOrderModel.Note, _ check: MassCheck) -> HTML {
        let nothing = check.placedCount > 0 ? words.noMorePlaced : words.notPlaced
        return switch note {
        case .kept: Alert(.note, "<p>\(words.kept)</p>").html
        case .costsMore: Alert(.bad, "<p>\(words.costsMore(nothing))</p>").html
        case .refused(let refusal): Alert(.bad, "<p>\(nothing) \(refusal.words(in: frame.language))</p>").html
        }
    }

    private func counts(_ good: Int, _ refused: Int) -> HTML {
        """
        <span class="count">\(words.good(good))</span>\
        \(if: refused > 0, #"<span class="count hot">\#(words.refused(refused))</span>"#)
        """
    }

    private func aside(_ check: MassCheck, _ sending: MassOrderModel.Sending, canPlace: Bool) -> HTML {
        let (left, placed) = (check.refusedCount, check.placedCount)
        return """
            <aside class="sheet" aria-labelledby="summary"><header><h2 id="summary">\(words.summary)</h2></header>\
            <div class="pad stack"><dl class="facts"><dt>\(words.toPlace)</dt><dd>\(words.orders(check.goodCount))</dd>
            \(if: placed > 0, "<dt>\(words.placedBefore)</dt><dd>\(words.orders(placed))</dd>")
            \(if: left > 0, "<dt>\(words.leftOut)</dt><dd>\(words.refused(left))</dd>")
            <dt>\(words.balance)</dt><dd>\(frame.amount(check.balance))</dd>
            <dt>\(words.balanceAfter)</dt><dd>\(frame.amount(check.balanceAfter))</dd>
            <dt class="total">\(words.total)</dt><dd class="total">\(frame.amount(check.sum))</dd></dl>
            \(if: isShort(check), #"<a class="button wide" href="\#(address: .funds)">\#(words.addFunds)</a>"#)
            \(if: canPlace, place(sending, check.goodCount, most: check.sum))\
            \(if: model.isSuspended, Alert(.note, "<p>\(words.suspended)</p>").html)</div></aside>
            """
    }

    private func isShort(_ check: MassCheck) -> Bool {
        check.lines.contains { line in
            guard case .refused(let refusal) = line.outcome else { return false }
            return refusal.problem == .refused(.insufficientBalance)
        }
    }

    private func place(_ sending: MassOrderModel.Sending, _ count: Int, most: Money) -> HTML {
        """
        <form method="post" action="\(address: .massOrderPlace)" id="place">\(sent(sending))\
        <input type="hidden" name="expected" value="\(most.description)">\
        <button class="main wide" data-until="lines">\(words.place(count))</button></form>
        """
    }

    private func sent(_ sending: MassOrderModel.Sending) -> HTML {
        """
        \(frame.csrfField)<input type="hidden" name="lines" value="\(sending.lines)">\
        <input type="hidden" name="request_id" value="\(sending.requestID)">
        """
    }

    private func bar(_ check: MassCheck) -> HTML {
        """
        <div class="pay" data-until="lines"><div><span class="soft tiny">\(words.total)</span>\
        <div class="sum">\(frame.amount(check.sum))</div></div>\
        <button class="main" form="place">\(words.place(check.goodCount))</button></div>
        """
    }

    private func table(_ check: MassCheck) -> HTML {
        MassOrderTable(frame: frame, rows: check.lines.map { MassOrderTable.Row($0, in: frame) }).html
    }

    // MARK: The answers

    private func answered(_ lines: [MassOutcome.Line], _ sending: MassOrderModel.Sending) -> HTML {
        let placed = lines.count { if case .placed = $0.answer { true } else { false } }
        let unknown = lines.count { $0.answer == .notKnown }
        let paid = lines.reduce(Money.zero) { $0.adding($1.paid) ?? $0 }
        let rows = lines.map { MassOrderTable.Row($0, in: frame) }
        let tone: Alert.Tone = placed == lines.count ? .fine : placed == 0 ? .bad : .note
        return """
            \(Alert(tone, "<p><b>\(words.placed(placed, lines.count))</b>\(taken(paid))</p>").html)
            \(if: unknown > 0, sendAgain(sending))
            \(Sheet(id: "found", title: "\(words.answers)", content: MassOrderTable(frame: frame, rows: rows).html).html)
            \(if: !model.lines.isEmpty, #"<h2>\#(words.mend)</h2>\#(box(FormErrors()))"#)
            <div class="row"><a class="button main" href="\(address: .orders)">\(words.toOrders)</a>\
            <a class="button" href="\(address: .massOrder)">\(words.anotherList)</a></div>
            """
    }

    private func taken(_ paid: Money) -> String {
        paid > .zero ? words.paid(frame.amount(paid)) : ""
    }

    /// The same list under the same id: what was placed is not placed again.
    private func sendAgain(_ sending: MassOrderModel.Sending) -> HTML {
        Alert(
            .warn,
            """
            <form class="stack tight" method="post" action="\(address: .massOrderPlace)">\(sent(sending))\
            <p>\(words.notKnown)</p><div class="row"><button>\(words.sendAgain)</button></div></form>
            """
        ).html
    }

    private var words: Words { .in(frame.language) }
}

extension MassOutcome.Line {
    /// What was taken for it just now.
    fileprivate var paid: Money {
        if case .placed(_, let price?) = answer { price.charge } else { .zero }
    }
}
