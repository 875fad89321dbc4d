/// Books a deposit, or takes back what was booked wrongly when the amount is negative.
package struct CreditAccount: StaffCommand {
    package let name: AccountName
    package let account: AccountID
    package let amount: Money
    /// A reference books once, however often it is sent.
    package let reference: String
    package let note: String
    package let now: Timestamp

    /// Longest reference and longest note in bytes.
    package static let longestReference = 200
    package static let longestNote = 2000

    package init(
        name: AccountName,
        account: AccountID,
        amount: Money,
        reference: String,
        note: String,
        now: Timestamp
    ) {
        self.name = name
        self.account = account
        self.amount = amount
        self.reference = reference
        self.note = note
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .bookCredits }
    package var action: AuditAction { "book_credit" }
    package var reason: String? { note }

    package func declareReads(in reads: inout ReadSet) {
        reads.balances.insert(account)
        reads.load(Credit.self, ExactText(reference))
        reads.allot(Credit.self, 1)
    }

    /// - Returns: The balance after it.
    package func execute(in scope: inout Scope) throws(AccountRefusal) -> Money {
        guard let balance = scope.balance(of: account) else { throw .unknown(name) }
        guard amount != .zero else { throw .zeroAmount }
        if let booked = scope[Credit.self, ExactText(reference)] {
            guard booked.account == account, booked.amount == amount else { throw .referenceReused(reference) }
            return balance
        }
        let credit = Credit(
            id: scope.newID(of: Credit.self),
            reference: reference,
            account: account,
            amount: amount,
            note: note,
            at: now
        )
        do {
            try move(credit, in: &scope)
        } catch {
            switch error {
            case .insufficientBalance: throw .insufficientBalance(balance: balance)
            case .balanceTooLarge: throw .balanceTooLarge
            }
        }
        scope.insert(credit)
        return scope.balance(of: account) ?? balance
    }

    private func move(_ credit: Credit, in scope: inout Scope) throws(Scope.TransferRefusal) {
        guard credit.amount.isNegative else {
            return try scope.transfer(
                credit.amount,
                from: .deposits,
                to: .customer(account),
                cause: .credit(credit.id),
                at: now
            )
        }
        guard let magnitude = Money.zero.subtracting(credit.amount) else { throw .balanceTooLarge }
        try scope.transfer(
            magnitude,
            from: .customer(account),
            to: .adjustments,
            cause: .credit(credit.id),
            at: now
        )
    }
}
