import PanelCore
import PanelMarkup
import PanelWeb
import PanelWords

/// What stands above the list of orders: tabs of states with their counts, the search, and what is looked for.
struct OrderFilter {
    let frame: Frame
    let model: OrderListModel

    var html: HTML {
        """
        \(tabs)
        <form method="get" action="\(address: .orders)" role="search" class="pad stack tight filters">\
        \(model.criteria.status.map(statusField))<div class="row"><div class="search">\(Icon.search.html())\
        <input type="search" id="q" name="q" value="\(model.query.text)" aria-label="\(words.search)" \
        placeholder="\(words.search)" autocomplete="off" autocapitalize="none" spellcheck="false" data-pasted\
        \(attribute: "aria-invalid", problems["q"].map { _ in "true" })></div>\
        <button>\(words.find)</button></div>
        <details\(flag: "open", if: isOpen)><summary class="small soft">\(words.more)</summary>
        <div class="fields">\(service)\(day("from", words.from, model.query.from))\(day("to", words.to, model.query.to))\
        </div></details>
        \(if: !parts.isEmpty, chips)</form>
        """
    }

    private func statusField(_ status: OrderStatus) -> HTML {
        #"<input type="hidden" name="status" value="\#(status.identifier)">"#
    }

    private var service: HTML {
        Field(
            "service",
            label: "\(words.serviceID)",
            .digits,
            value: model.query.service,
            error: problems["service"]
        ).html
    }

    /// Browsers drop what is no day from a field of days, so it is kept in one of text.
    private func day(_ name: String, _ label: String, _ value: String) -> HTML {
        let isDay = value.isBlank || CalendarDay(yearMonthDay: Substring(value.trimmedASCII)) != nil
        return Field(name, label: "\(label)", isDay ? .day : .code, value: value, error: problems[name]).html
    }

    private var problems: FormErrors { OrderProblems(model.query.problems, in: frame.language).errors }

    /// Open while something is looked for with it, or went wrong with it.
    private var isOpen: Bool {
        !(model.query.service.isEmpty && model.query.from.isEmpty && model.query.to.isEmpty)
    }

    // MARK: Tabs

    private var tabs: HTML {
        """
        <nav class="tabs" aria-label="\(words.states)">\(tab(nil))\(each: OrderStatus.allCases, { tab($0) })</nav>
        """
    }

    private func tab(_ status: OrderStatus?) -> HTML {
        var criteria = model.criteria
        criteria.status = status
        let isCurrent = model.criteria.status == status && model.query.status == (status?.identifier ?? "")
        return """
            <a href="\(address: .ordersWhere(criteria, after: nil))"\
            \(attribute: "aria-current", isCurrent ? "page" : nil)>\(status?.words(in: frame.language) ?? words.all)\
            \(if: model.criteria.isOfStatusAlone, count(of: status))</a>
            """
    }

    /// Of all orders: beside a search it would say something else than it seems to.
    private func count(of status: OrderStatus?) -> HTML {
        let count = status.map { model.counts[$0] ?? 0 } ?? model.counts.values.reduce(0, +)
        return #" <span class="count">\#(count.words(in: frame.language))</span>"#
    }

    // MARK: What is looked for

    /// What is looked for, and the same without it.
    var parts: [(text: String, without: OrderCriteria)] {
        let criteria = model.criteria
        var parts: [(text: String, without: OrderCriteria)] = []
        func add(_ text: String?, _ remove: (inout OrderCriteria) -> Void) {
            guard let text else { return }
            var without = criteria
            remove(&without)
            parts.append((text, without))
        }
        add(criteria.text.map { "“\($0.prefix(60))”" }) { $0.text = nil }
        add(criteria.status.map { $0.words(in: frame.language) }) { $0.status = nil }
        add(criteria.service.map { "\(words.service) \($0)" }) { $0.service = nil }
        add(criteria.from.map { "\(words.fromDay) \($0.words(in: frame.language))" }) { $0.from = nil }
        add(criteria.to.map { "\(words.toDay) \($0.words(in: frame.language))" }) { $0.to = nil }
        return parts
    }

    private var chips: HTML {
        #"<div class="chips">\#(each: parts, chip)</div>"#
    }

    private func chip(_ part: (text: String, without: OrderCriteria)) -> HTML {
        """
        <a href="\(address: .ordersWhere(part.without, after: nil))"><span class="clip">\(part.text)</span>\
        <span aria-hidden="true">×</span>\(Unseen(words.remove).html)</a>
        """
    }

    private var words: Words { .in(frame.language) }
}

extension CalendarDay {
    /// As people write it: `24/11/2026` in Vietnamese, `2026-11-24` in English.
    fileprivate func words(in language: Language) -> String {
        switch language {
        case .vietnamese: dayMonthYear
        case .english: yearMonthDay
        }
    }
}

extension OrderFilter {
    struct Words: PageWords {
        let states, all, search, find, more, serviceID, service, from, to, fromDay, toDay, remove: String

        static let vi = Words(
            states: "Trạng thái",
            all: "Tất cả",
            search: "Mã đơn hoặc liên kết",
            find: "Tìm",
            more: "Lọc theo dịch vụ và ngày",
            serviceID: "Mã dịch vụ",
            service: "Dịch vụ",
            from: "Từ ngày",
            to: "Đến ngày",
            fromDay: "từ",
            toDay: "đến",
            remove: " — bỏ lọc này"
        )
        static let en = Words(
            states: "Status",
            all: "All",
            search: "Order ID or link",
            find: "Search",
            more: "Filter by service and day",
            serviceID: "Service ID",
            service: "Service",
            from: "From",
            to: "To",
            fromDay: "from",
            toDay: "to",
            remove: " — remove this"
        )
    }
}

/// What was typed into the filter and is none.
struct OrderProblems {
    let errors: FormErrors
    private let language: Language

    init(_ problems: [OrderQuery.Problem], in language: Language) {
        self.language = language
        let words = Words.in(language)
        var errors = FormErrors()
        for problem in problems {
            switch problem {
            case .tooLong: errors.add(words.tooLong, at: "q")
            case .status: errors.add(words.status)
            case .service: errors.add(words.service, at: "service")
            case .from: errors.add(words.from, at: "from")
            case .to: errors.add(words.to, at: "to")
            case .emptyPeriod: errors.add(words.emptyPeriod, at: "to")
            }
        }
        self.errors = errors
    }

    var summary: HTML? { errors.summary(title: Words.in(language).title) }

    private struct Words: PageWords {
        let title, tooLong, status, service, from, to, emptyPeriod: String

        static let vi = Words(
            title: "Bộ lọc chưa đúng, nên chưa tìm.",
            tooLong: "Nội dung tìm quá dài",
            status: "Không có trạng thái này",
            service: "Mã dịch vụ phải là một số",
            from: "“Từ ngày” phải có dạng 2026-11-24",
            to: "“Đến ngày” phải có dạng 2026-11-24",
            emptyPeriod: "“Đến ngày” đang ở trước “Từ ngày”"
        )
        static let en = Words(
            title: "Nothing was searched: the filter is not right.",
            tooLong: "What is searched for is too long",
            status: "There is no such status",
            service: "A service ID is a number",
            from: "“From” has to be a day such as 2026-11-24",
            to: "“To” has to be a day such as 2026-11-24",
            emptyPeriod: "“To” is before “From”"
        )
    }
}
