import PanelCore
import PanelMarkup
import PanelOperations
import PanelWeb
import PanelWords

/// The lines of a list, each with what it costs, what became of it, or what is wrong with it.
struct MassOrderTable {
    struct Row {
        let line: OrderLine
        let service: Service?
        let quantity: String
        let charge: String
        let result: HTML
    }

    let frame: Frame
    let rows: [Row]

    var html: HTML {
        Table(
            words.label,
            layout: .mass,
            heads: [
                .init("\(words.line)"), .init("\(words.what)"), .init("\(words.quantity)", isNumber: true),
                .init("\(words.charge)", isNumber: true), .init("\(words.result)"),
            ],
            rows: rows.map(cells)
        ).html
    }

    private func cells(_ row: Row) -> [Table.Cell] {
        [
            .init("id fit", #"<span class="soft">\#(row.line.number)</span>"#),
            .init("what", what(row)),
            .init("number done", "\(row.quantity)"),
            .init("number sum", "\(row.charge)"),
            .init("state-of", row.result),
        ]
    }

    private func what(_ row: Row) -> HTML {
        guard let service = row.service else { return #"<span class="clip">\#(row.line.text)</span>"# }
        return """
            <span class="clip">\(service.name) <span class="soft">· \(service.id.description)</span></span>\
            <span class="two clip">\(row.line.link ?? "—")</span>
            """
    }

    private var words: Words { .in(frame.language) }
}

extension MassOrderTable.Row {
    private typealias Words = MassOrderTable.Words

    /// A line that was checked.
    init(_ checked: MassCheck.Line, in frame: Frame) {
        let price = try? checked.outcome.get()
        let result: HTML =
            switch checked.outcome {
            case .success: StateBadge(.good, Words.in(frame.language).good).html
            case .failure(let problem): Self.result(of: problem, in: frame.language)
            }
        self.init(
            line: checked.line,
            service: checked.service,
            quantity: price?.quantity.words(in: frame.language) ?? "—",
            charge: price.map { frame.amount($0.charge) } ?? "—",
            result: result
        )
    }

    /// A line that was to be placed.
    init(_ answered: MassOutcome.Line, in frame: Frame) {
        let words = Words.in(frame.language)
        var price: OrderPrice?
        let result: HTML
        switch answered.answer {
        case .placed(let id, let paid):
            price = paid
            result = """
                <span class="state good">\(words.placed) <a class="id" href="\(address: .order(id))">\(id.description)</a></span>
                """
        case .refused(let problem): result = Self.result(of: problem, in: frame.language)
        case .costsMore: result = StateBadge(.bad, words.costsMore).html
        case .notKnown: result = StateBadge(.warn, words.notKnown).html
        }
        self.init(
            line: answered.line,
            service: answered.service,
            quantity: price?.quantity.words(in: frame.language) ?? "—",
            charge: price.map { frame.amount($0.charge) } ?? "—",
            result: result
        )
    }

    private static func result(of problem: OrderLine.Problem, in language: Language) -> HTML {
        let words = Words.in(language)
        return switch problem {
        case .malformed: StateBadge(.bad, words.malformed).html
        case .takesNoQuantity: StateBadge(.bad, words.takesNoQuantity).html
        case .needsForm(let service):
            """
            <span class="state bad"><a href="\(address: .newOrderOf(service))">\(words.needsForm)</a></span>
            """
        case .refused(let refusal): StateBadge(.bad, refusal.words(in: language)).html
        }
    }
}

extension MassOrderTable {
    struct Words: PageWords {
        let label, line, what, quantity, charge, result, good, placed: String
        let costsMore, notKnown, malformed, takesNoQuantity, needsForm: String

        static let vi = Words(
            label: "Các dòng",
            line: "Dòng",
            what: "Dịch vụ và liên kết",
            quantity: "Số lượng",
            charge: "Giá",
            result: "Kết quả",
            good: "Đặt được",
            placed: "Đã đặt đơn",
            costsMore: "Giá vừa tăng, chưa đặt",
            notKnown: "Chưa rõ",
            malformed: "Không đúng dạng: mã dịch vụ | liên kết | số lượng",
            takesNoQuantity: "Dịch vụ bán theo gói: không ghi số lượng",
            needsForm: "Dịch vụ này cần thêm thông tin: đặt riêng"
        )
        static let en = Words(
            label: "Lines",
            line: "Line",
            what: "Service and link",
            quantity: "Quantity",
            charge: "Charge",
            result: "Result",
            good: "Good",
            placed: "Placed",
            costsMore: "The price just went up, not placed",
            notKnown: "Not known",
            malformed: "This is not: service id | link | quantity",
            takesNoQuantity: "Sold by the package: name no quantity",
            needsForm: "This service needs more: order it by itself"
        )
    }
}
