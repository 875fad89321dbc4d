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
        let price = checked.price
        let result: HTML =
            switch checked.outcome {
            case .good: StateBadge(.good, Words.in(frame.language).good).html
            case .refused(let refusal): Self.result(of: refusal, checked.line, checked.service, in: frame)
            case .placed(let id): Self.result(of: id, in: frame)
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
            result = Self.result(of: id, in: frame)
        case .refused(let refusal): result = Self.result(of: refusal, answered.line, answered.service, in: frame)
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

    /// That it is placed.
    private static func result(of id: OrderID, in frame: Frame) -> HTML {
        """
        <span class="state good">\(Words.in(frame.language).placed) \
        <a class="id" href="\(address: .order(id))">\(id.description)</a></span>
        """
    }

    private static func result(
        of refusal: LineRefusal,
        _ line: OrderLine,
        _ service: Service?,
        in frame: Frame
    ) -> HTML {
        let words = Words.in(frame.language)
        return switch refusal.problem {
        case .malformed: StateBadge(.bad, words.malformed(service?.type.lineForm ?? .quantity)).html
        case .takesNoQuantity: StateBadge(.bad, words.takesNoQuantity).html
        case .needsForm(let service):
            """
            <span class="state bad"><a href="\(address: .newOrderOf(service))">\(words.needsForm)</a></span>
            """
        case .refused(.incorrectService) where service == nil:
            StateBadge(.bad, words.noService(line.service?.description ?? "")).html
        case .refused(let reason): StateBadge(.bad, text(of: reason, refusal, service, in: frame)).html
        }
    }

    /// What the form of one order says of it too, as far as it speaks of a service.
    private static func text(
        of reason: APIRefusal,
        _ refusal: LineRefusal,
        _ service: Service?,
        in frame: Frame
    ) -> String {
        guard let service else { return reason.words(in: frame.language) }
        return OrderWords(language: frame.language, service: service, place: .line)
            .refusalOfLine(reason, sent: refusal.sent, missing: refusal.missing.map(frame.amount))
    }
}

extension MassOrderTable {
    struct Words: PageWords {
        let label, line, what, quantity, charge, result, good, placed: String
        let costsMore, notKnown, takesNoQuantity, needsForm: String
        let malformed: @Sendable (LineForm) -> String
        /// Of a number that no service has, or one that is not offered.
        let noService: @Sendable (String) -> String

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
            takesNoQuantity: "Dịch vụ bán theo gói: không ghi số lượng",
            needsForm: "Dịch vụ này cần thêm thông tin: đặt riêng",
            malformed: { form in
                switch form {
                case .quantity: "Không đúng dạng: mã dịch vụ | liên kết | số lượng"
                case .package: "Không đúng dạng: mã dịch vụ | liên kết"
                case .comments: "Không đúng dạng: mã dịch vụ | liên kết | bình luận | bình luận"
                case .usernames: "Không đúng dạng: mã dịch vụ | liên kết | tên người dùng | tên người dùng"
                }
            },
            noService: { "Không có dịch vụ \($0) nhận đơn" }
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
            takesNoQuantity: "Sold by the package: name no quantity",
            needsForm: "This service needs more: order it by itself",
            malformed: { form in
                switch form {
                case .quantity: "This is not: service id | link | quantity"
                case .package: "This is not: service id | link"
                case .comments: "This is not: service id | link | comment | comment"
                case .usernames: "This is not: service id | link | username | username"
                }
            },
            noService: { "No service \($0) takes orders" }
        )
    }
}

/// What a line of a list looks like.
enum LineForm {
    case quantity, package, comments, usernames
}

extension ServiceType {
    /// What a line with an order of this type looks like.
    fileprivate var lineForm: LineForm {
        switch quantitySource {
        case .lines(of: .usernames): .usernames
        case .lines: .comments
        case .one: requiredParameters.contains(.comments) ? .comments : .package
        case .quantity, .posts: .quantity
        }
    }
}
