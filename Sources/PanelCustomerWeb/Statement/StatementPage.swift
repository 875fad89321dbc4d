import PanelCore
package import PanelMarkup
package import PanelWeb
import PanelWords

/// What moved the balance in a month, with what there was before and after. It can be printed.
package struct StatementPage {
    private let frame: Frame
    private let model: StatementModel

    /// - Parameter frame: With a visitor.
    package init(_ frame: Frame, _ model: StatementModel) {
        self.frame = frame
        self.model = model
    }

    package var html: HTML {
        CustomerShell(
            frame,
            section: .funds,
            title: words.title,
            content: """
                \(PageHead(words.title, end: links).html)\(problem)
                <p class="on-paper">\(frame.panelName) · \(frame.visitor?.name) · \(words.month(model.month))</p>
                <section class="sheet" aria-label="\(words.sums)"><div class="sums">\(each: figures, figure)</div></section>
                \(Sheet(id: "entries", title: "\(words.entries)", end: picker, content: content).html)
                """
        ).html
    }

    private var links: HTML {
        """
        <a class="button" href="\(address: .statementCSVOf(model.month))">CSV</a>\
        <a class="button" href="\(address: .statementCSV)">\(words.allAsCSV)</a>\
        <a class="button" href="\(address: .funds)">\(words.funds)</a>
        """
    }

    private var problem: HTML? {
        model.wrongMonth.flatMap { FormErrors(words.wrongMonth($0), at: "month").summary(title: words.notFound) }
    }

    // MARK: What it comes to

    private typealias Figure = (name: String, value: String, classes: String)

    private var figures: [Figure] {
        var figures: [Figure] = [(words.opening, frame.amount(model.opening), "value")]
        if let sums = model.sums {
            let given = sums[.deposit] ?? .zero
            figures.append((words.deposited, signed(given), given > .zero ? "value plus" : "value"))
            let returned = sums[.refund] ?? .zero
            figures.append((words.refunded, signed(returned), returned > .zero ? "value plus" : "value"))
            figures.append((words.spent, frame.amount(sums[.charge] ?? .zero), "value"))
            if let taken = sums[.correction] { figures.append((words.corrected, frame.amount(taken), "value")) }
        } else if let change = model.closing.subtracting(model.opening) {
            figures.append((words.change, signed(change), change > .zero ? "value plus" : "value"))
            figures.append((words.count, model.count.words(in: frame.language), "value"))
        }
        return figures + [(words.closing, frame.amount(model.closing), "value strong")]
    }

    private func figure(_ figure: Figure) -> HTML {
        """
        <div><span class="soft small">\(figure.name)</span><span class="\(figure.classes)">\(figure.value)</span></div>
        """
    }

    private func signed(_ amount: Money) -> String {
        (amount > .zero ? "+" : "") + frame.amount(amount)
    }

    // MARK: The month

    private var picker: HTML {
        """
        <form class="row filters" action="\(address: .statement)"><label class="visually-hidden" for="month">\
        \(words.monthLabel)</label><select class="month" id="month" name="month">\(each: model.months, option)</select>\
        <button>\(words.show)</button></form>
        """
    }

    private func option(_ month: CalendarMonth) -> HTML {
        """
        <option value="\(month.description)"\(flag: "selected", if: month == model.month)>\(words.month(month))</option>
        """
    }

    private var content: HTML {
        """
        \(model.entries.isEmpty ? nothing : table.html)
        <nav class="pad row filters" aria-label="\(words.otherMonths)">
        \(model.earlier.map { #"<a class="button" href="\#(address: .statementOf($0))">← \#(words.month($0))</a>"# as HTML })
        \(if: model.isContinued, #"<a class="button" href="\#(address: .statementOf(model.month))">\#(words.newest)</a>"#)
        \(model.next.map { next in
            #"<a class="button" href="\#(address: .statementAfter(model.month, next))">\#(words.older) →</a>"# as HTML
        })
        \(model.later.map { #"<a class="button" href="\#(address: .statementOf($0))">\#(words.month($0)) →</a>"# as HTML })
        </nav>
        <p class="pad soft small">\(words.zone(frame.zone.label(at: frame.now)))</p>
        """
    }

    private var nothing: HTML {
        """
        <div class="blank">\(Icon.wallet.html(size: 32))<p>\(isNew ? words.nothingYet : words.nothing)</p>\
        \(if: isNew, #"<a class="button main" href="\#(address: .funds)">\#(words.funds)</a>"#)</div>
        """
    }

    /// Whether nothing has ever moved the balance, as far as the page tells.
    private var isNew: Bool { model.closing == .zero && model.opening == .zero && model.months.count < 2 }

    private var table: Table {
        Table(
            words.month(model.month),
            layout: .lines,
            heads: [
                .init("\(words.time)"), .init("\(words.cause)"), .init("\(words.amount)", isNumber: true),
                .init("\(words.balance)", isNumber: true),
            ],
            rows: model.entries.map(row)
        )
    }

    private func row(_ entry: StatementModel.Entry) -> [Table.Cell] {
        let local = entry.at.adding(minutes: frame.zone.minutesEast(at: entry.at))
        let isAddition = entry.amount > .zero
        return [
            .init("id fit", #"<time class="soft" datetime="\#(entry.at.iso8601)">\#(words.moment(local))</time>"#),
            .init("what", cause(of: entry)),
            .init(
                "number sum",
                #"<span\#(attribute: "class", isAddition ? "plus" : nil)>\#(signed(entry.amount))</span>"#
            ),
            .init(
                "number state-of",
                #"\#(OnCard(words.balance).html)<span class="balance">\#(frame.amount(entry.balance))</span>"#
            ),
        ]
    }

    private func cause(of entry: StatementModel.Entry) -> HTML {
        switch entry.cause {
        case .charge(let id, let service): order(id, words.charge, service)
        case .refund(let id, let service, let reckoning):
            "\(order(id, words.refund, service))\(reckoning.map { #"<span class="two">\#(sum($0))</span>"# as HTML })"
        case .deposit(let reference): #"\#(words.deposit)<span class="two">\#(reference)</span>"#
        case .correction(let id): #"\#(words.correction) <span class="soft">#\#(id.rawValue)</span>"#
        case .other: "\(words.other)"
        }
    }

    private func sum(_ reckoning: RefundReckoning) -> String {
        "\(reckoning.formula(in: frame.language, amount: frame.amount)) \(frame.amount(reckoning.refund))"
    }

    private func order(_ id: OrderID, _ what: String, _ service: String) -> HTML {
        #"\#(what) <a class="id" href="\#(address: .order(id))">\#(id.rawValue)</a><span class="two">\#(service)</span>"#
    }

    private var words: Words { .in(frame.language) }
}
