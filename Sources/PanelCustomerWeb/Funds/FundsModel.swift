package import PanelCore

/// What the page for paying in shows.
package struct FundsModel: Sendable {
    /// The name by which the customer logs in, and staff know whose money it is.
    package var userName: String
    package var balance: Money
    /// `nil` when the operator has written none.
    package var instructions: Instructions?
    /// The newest first, at most ``mostDeposits``.
    package var deposits: [Deposit]
    /// Staff have suspended the account: it can look at everything, and order nothing.
    package var isSuspended: Bool

    /// As many deposits are shown; the statement has all.
    package static let mostDeposits = 10

    package init(
        userName: String,
        balance: Money,
        instructions: Instructions?,
        deposits: [Deposit],
        isSuspended: Bool
    ) {
        self.userName = userName
        self.balance = balance
        self.instructions = instructions
        self.deposits = deposits
        self.isSuspended = isSuspended
    }

    /// What the operator says about paying in.
    package struct Instructions: Sendable {
        /// The lines of each.
        let paragraphs: [[String]]
        /// In which it is written, which may be another than the page's.
        let language: Language

        package init(paragraphs: [[String]], language: Language) {
            self.paragraphs = paragraphs
            self.language = language
        }
    }

    package struct Deposit: Sendable {
        let reference: String
        let amount: Money
        let at: Timestamp

        package init(reference: String, amount: Money, at: Timestamp) {
            self.reference = reference
            self.amount = amount
            self.at = at
        }
    }
}
