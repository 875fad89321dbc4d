package import PanelCore

/// What would become of a list of orders.
package struct MassCheck: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        package let line: OrderLine
        /// What the line names, if it is offered.
        package let service: Service?
        package let outcome: Outcome

        package init(line: OrderLine, service: Service?, outcome: Outcome) {
            self.line = line
            self.service = service
            self.outcome = outcome
        }

        /// What it would cost; `nil` when it would not be placed.
        package var price: OrderPrice? {
            if case .good(let price) = outcome { price } else { nil }
        }
    }

    package enum Outcome: Sendable, Equatable {
        case good(OrderPrice)
        case refused(LineRefusal)
        /// It was placed when the list was sent before.
        case placed(OrderID)
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
    package var goodCount: Int { lines.count { $0.price != nil } }
    package var refusedCount: Int {
        lines.count { if case .refused = $0.outcome { true } else { false } }
    }
    /// How many were placed when the list was sent before.
    package var placedCount: Int { lines.count - goodCount - refusedCount }
    /// What is left when the good lines are placed.
    package var balanceAfter: Money { balance.subtracting(sum) ?? balance }
}

/// Why a line of a list is not placed, with what it takes to say so.
package struct LineRefusal: Error, Sendable, Equatable {
    package let problem: OrderLine.Problem
    /// What would have been sent; nothing where the line itself is wrong.
    package let sent: ParameterSet
    /// How much more it costs than what is left, where that is why.
    package let missing: Money?

    package init(_ problem: OrderLine.Problem, sent: ParameterSet = ParameterSet(), missing: Money? = nil) {
        self.problem = problem
        self.sent = sent
        self.missing = missing
    }
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
        case refused(LineRefusal)
        /// It was not placed: its price went up while the list was.
        case costsMore
        /// The panel could not say; to send the list once more tells, and places nothing twice.
        case notKnown
    }
}
