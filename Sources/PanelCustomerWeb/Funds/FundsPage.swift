import PanelCore
package import PanelMarkup
package import PanelWeb

/// How to pay in, what there is, and what was paid in last.
package struct FundsPage {
    private let frame: Frame
    private let model: FundsModel

    /// - Parameter frame: With a visitor.
    package init(_ frame: Frame, _ model: FundsModel) {
        self.frame = frame
        self.model = model
    }

    package var html: HTML {
        CustomerShell(
            frame,
            section: .funds,
            title: words.title,
            content: """
                \(PageHead(
                    words.title, end: #"<a class="button" href="\#(address: .statement)">\#(words.statement)</a>"#
                ).html)
                \(if: model.isSuspended, Alert(.warn, "<p>\(words.suspended)</p>").html)
                <section class="sheet" aria-label="\(words.balance)"><div class="sums"><div>\
                <span class="soft small">\(words.balance)</span>\
                <span class="value figure-big" id="balance">\(frame.amount(model.balance))</span></div></div></section>
                \(Sheet(id: "instructions", title: "\(words.howTo)", content: "\(instructions)\(name)").html)
                \(Sheet(id: "deposits", title: "\(words.deposits)", end: newest, content: deposits).html)
                """
        ).html
    }

    private var instructions: HTML {
        guard let said = model.instructions else {
            return #"<div class="pad stack tight"><p>\#(words.askOperator)</p></div>"#
        }
        let isForeign = said.language != frame.language
        return """
            <div class="pad stack tight said"\(attribute: "lang", isForeign ? said.language.rawValue : nil)>\
            \(each: said.paragraphs, paragraph)</div>
            """
    }

    /// The lines as they were written: the stylesheet keeps their ends.
    private func paragraph(_ lines: [String]) -> HTML {
        "<p>\(lines.joined(separator: "\n"))</p>"
    }

    private var name: HTML {
        let value: HTML = """
            <code id="user-name">\(model.userName)</code>\
            \(CopyButton(of: "user-name", what: words.nameCopied, in: frame.language).html)
            """
        return #"<div class="pad">\#(Facts(.read, [(name: words.name, value: value)]).html)</div>"#
    }

    private var newest: HTML? {
        guard model.deposits.count == FundsModel.mostDeposits else { return nil }
        return #"<span class="soft small">\#(words.newest)</span>"#
    }

    private var deposits: HTML {
        guard !model.deposits.isEmpty else {
            return #"<p class="pad soft">\#(words.noDeposits)</p>"#
        }
        return Table(
            words.deposits,
            layout: .lines,
            heads: [
                .init("\(words.time)"), .init("\(words.reference)"), .init("\(words.amount)", isNumber: true),
            ],
            rows: model.deposits.map { deposit in
                [
                    .init("id fit", #"<span class="soft">\#(frame.moment(deposit.at))</span>"#),
                    .init("what", "\(OnCard(words.reference).html)\(deposit.reference)"),
                    .init("number sum", #"<span class="plus">+\#(frame.amount(deposit.amount))</span>"#),
                ]
            }
        ).html
    }

    private var words: Words { .in(frame.language) }
}

extension FundsPage {
    struct Words: PageWords {
        let title, statement, suspended, balance, howTo, askOperator, name, nameCopied: String
        let deposits, newest, noDeposits, time, reference, amount: String

        static let vi = Words(
            title: "Nạp tiền",
            statement: "Sao kê",
            suspended: """
                Tài khoản đang bị tạm khóa: bạn không đặt được đơn. Hãy liên hệ người quản lý trang trước khi nạp thêm \
                tiền.
                """,
            balance: "Số dư",
            howTo: "Cách nạp tiền",
            askOperator: """
                Trang chưa có hướng dẫn nạp tiền. Hãy liên hệ người quản lý trang: họ cho bạn biết cách chuyển tiền và \
                cộng tiền vào số dư của bạn.
                """,
            name: "Tên đăng nhập của bạn",
            nameCopied: "tên đăng nhập",
            deposits: "Lần nạp gần đây",
            newest: "\(FundsModel.mostDeposits) lần mới nhất",
            noDeposits: "Chưa có lần nạp nào.",
            time: "Lúc",
            reference: "Mã giao dịch",
            amount: "Số tiền"
        )

        static let en = Words(
            title: "Add funds",
            statement: "Statement",
            suspended: """
                This account is suspended: you can order nothing. Please ask the operator before you pay in more.
                """,
            balance: "Balance",
            howTo: "How to pay in",
            askOperator: """
                The operator has not written down yet how to pay in. Please ask them: they tell you where to send money, \
                and add it to your balance.
                """,
            name: "Your user name",
            nameCopied: "your user name",
            deposits: "Recent deposits",
            newest: "The newest \(FundsModel.mostDeposits)",
            noDeposits: "No deposits yet.",
            time: "When",
            reference: "Reference",
            amount: "Amount"
        )
    }
}
