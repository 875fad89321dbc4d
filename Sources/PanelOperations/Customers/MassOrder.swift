package import PanelCore

/// What would become of a list of orders.
package struct MassCheck: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        package let line: OrderLine
        /// What the line names, if it is offered.
        package let service: Service?
        package let outcome: Result<OrderPrice, OrderLine.Problem>

        package init(line: OrderLine, service: Service?, outcome: Result<OrderPrice, OrderLine.Problem>) {
            self.line = line
            self.service = service
            self.outcome = outcome
        }
    }

    /// In the order of the list.
    package let lines: [Line]
    /// What the good lines cost together.
    package let sum: Money
    package let balance: Money

    package init(lines: [Line], sum: Money, balance: Money) {
        self.lines = lines
        self.sum = sum
        self.balance = balance
    }

    /// How many lines would be placed.
    package var goodCount: Int { lines.count { (try? $0.outcome.get()) != nil } }
    /// What is left when they are.
    package var balanceAfter: Money { balance.subtracting(sum) ?? balance }
}

/// What became of a list of orders.
package enum MassOutcome: Sendable {
    /// Each line has an answer, in the order of the list.
    case answered([Line])
    /// Nothing was placed: it costs more together than was shown. Here is what it costs.
    case costsMore(MassCheck)
    case refused(APIRefusal)

    package struct Line: Sendable, Equatable {
        package let line: OrderLine
        package let service: Service?
        package let answer: Answer

        package init(line: OrderLine, service: Service?, answer: Answer) {
            self.line = line
            self.service = service
            self.answer = answer
        }
    }

    package enum Answer: Sendable, Equatable {
        /// - Parameter price: `nil` for one that was placed when the list was sent before.
        case placed(OrderID, OrderPrice?)
        case refused(OrderLine.Problem)
        /// It was not placed: its price went up while the list was.
        case costsMore
        /// The panel could not say; to send the list once more tells, and places nothing twice.
        case notKnown
    }
}
