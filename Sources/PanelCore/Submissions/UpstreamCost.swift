/// What providers take for orders, and how it gets into the books.
extension Submission {
    /// Added to what is plausible: panels round in different ways, and some have a least charge.
    package static let costTolerance = Money(micros: 100_000)

    /// The most that a provider can say it took before a person has to look: twice what the route cost when it was sent
    /// and ``costTolerance``. Where that cost was not known, the customer's charge stands for it.
    package func mostPlausibleCost(for order: Order) -> Money {
        let expected = expectedCost ?? order.charge.scaled(by: quantity, over: order.quantity) ?? order.charge
        return expected.adding(expected)?.adding(Submission.costTolerance) ?? Money(micros: .max)
    }

    /// Why `charge` is not booked before a person looked; `nil` when it can be.
    func objection(to charge: Money, for order: Order) -> Attention? {
        guard charge != cost else { return nil }
        let most = mostPlausibleCost(for: order)
        if charge.isNegative || charge > most {
            return .implausibleCost(charge, most: most)
        }
        return canBookCost ? nil : .costChangedTooOften(charge)
    }

    /// Whether there is a cause left for one more transfer.
    var canBookCost: Bool { costCount + 1 < Cause.mostCostsPerRun }
}

extension Scope {
    /// Books what the provider of a submission took since the last time, or gave back.
    ///
    /// - Parameter charge: Not negative.
    mutating func book(_ charge: Money, of submission: inout Submission, at now: Timestamp) {
        guard charge != submission.cost, let provider = submission.destination?.provider else { return }
        let isMore = charge > submission.cost
        let (larger, smaller) = isMore ? (charge, submission.cost) : (submission.cost, charge)
        guard let amount = larger.subtracting(smaller) else { return }
        let house = LedgerAccount.provider(provider)
        let cause = Cause.providerCharge(submission.key, number: submission.costCount + 1)
        let (source, destination) = isMore ? (house, LedgerAccount.providerCost) : (LedgerAccount.providerCost, house)
        // Accounts of the house are not limited by a balance, so nothing can refuse.
        try? transfer(amount, from: source, to: destination, cause: cause, at: now)
        submission.cost = charge
        submission.costCount += 1
    }
}
