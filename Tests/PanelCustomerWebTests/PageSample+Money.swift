import PanelCore
import PanelCustomerWeb
import PanelMarkup
import PanelStore
import PanelTesting
import PanelWeb

// The pages that are about money.
extension PageSample {
    func money(_ frame: Frame, typed: String) -> HTML? {
        statement(frame, typed: typed) ?? funds(frame, typed: typed)
    }

    // MARK: The statement

    private func statement(_ frame: Frame, typed: String) -> HTML? {
        var model = PageSample.statement(typed: typed)
        switch self {
        case .statement: break
        case .statementPart:
            model.sums = nil
            model.count = 12_345
            model.next = Cursor("m", 12_145)
            model.isContinued = true
        case .statementNothing: model = .nothing(CalendarMonth("2026-11")!, of: ["2026-11"])
        case .statementEmptyMonth:
            model = .nothing(CalendarMonth("2026-10")!, of: ["2026-11", "2026-10", "2026-09"])
            (model.opening, model.closing) = (.of("49.35"), .of("49.35"))
        case .statementWrongMonth: model.wrongMonth = typed
        default: return nil
        }
        return StatementPage(frame, model).html
    }

    /// An order of which a part was given back.
    private static let partial = Order(
        id: OrderID(rawValue: 1_000_210),
        account: AccountID(rawValue: 1),
        service: ServiceID(rawValue: 1),
        type: .standard,
        link: "https://example.com",
        quantity: 1400,
        dripFeed: nil,
        charge: .of("3.5"),
        guardsLink: false,
        createdAt: now,
        status: .partial,
        refunded: .of("1.645"),
        refundCount: 1,
        remains: 658
    )

    private static func statement(typed: String) -> StatementModel {
        let moves: [(StatementModel.Entry.Cause, String)] = [
            (.charge(OrderID(rawValue: 1_000_214), service: typed), "-2.5"),
            (.refund(partial.id, service: typed, reckoning: RefundReckoning(of: .of("1.645"), for: partial)), "1.645"),
            (.refund(partial.id, service: typed, reckoning: nil), "0.5"),
            (.correction(CreditID(rawValue: 7)), "-0.302080"),
            (.deposit(reference: typed), "50"),
            (.charge(OrderID(rawValue: 1_000_210), service: typed), "-3.5"),
            (.other, "6.15"),
        ]
        var balance = Money.of("100.84292")
        var entries: [StatementModel.Entry] = []
        for (index, (cause, amount)) in moves.enumerated() {
            let at = now.adding(hours: -13 * Int64(index))
            entries.append(.init(cause, amount: .of(amount), balance: balance, at: at))
            balance = balance.subtracting(.of(amount)) ?? .zero
        }
        return StatementModel(
            month: CalendarMonth("2026-11")!,
            months: ["2026-12", "2026-11", "2026-10"].compactMap(CalendarMonth.init),
            opening: balance,
            closing: .of("100.84292"),
            count: Int64(entries.count),
            sums: [.charge: .of("-6"), .refund: .of("1.645"), .deposit: .of("50"), .correction: .of("-0.30208")],
            entries: entries
        )
    }

    // MARK: Funds

    private func funds(_ frame: Frame, typed: String) -> HTML? {
        let paragraphs = [
            ["Vietcombank 0881 000 458 086", "CÔNG TY HOA SEN"], [typed, "https://example.com/pay"],
        ]
        var model = FundsModel(
            userName: typed,
            balance: .of("100.84292"),
            instructions: .init(paragraphs: paragraphs, language: frame.language),
            deposits: (0..<10).map { index in
                .init(reference: typed, amount: .of("50"), at: PageSample.now.adding(days: -3 * Int64(index)))
            },
            isSuspended: false
        )
        switch self {
        case .funds: break
        case .fundsOtherLanguage:
            let other = Language.allCases.first { $0 != frame.language } ?? .english
            model.instructions = .init(paragraphs: paragraphs, language: other)
            model.deposits.removeLast()
        case .fundsNothing: (model.balance, model.instructions, model.deposits) = (.zero, nil, [])
        case .fundsSuspended: model.isSuspended = true
        default: return nil
        }
        return FundsPage(frame, model).html
    }
}

extension StatementModel {
    /// A month without entries.
    fileprivate static func nothing(_ month: CalendarMonth, of months: [String]) -> StatementModel {
        StatementModel(
            month: month,
            months: months.compactMap(CalendarMonth.init),
            opening: .zero,
            closing: .zero,
            count: 0,
            sums: [:],
            entries: []
        )
    }
}
