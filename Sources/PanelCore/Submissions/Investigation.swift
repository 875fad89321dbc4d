/// What the orders that a provider shows prove about a submission that may have been made there.
package struct Investigation: Sendable {
    /// An order at the provider that no submission has.
    package struct Stray: Sendable {
        package let id: UpstreamID
        package let charge: Money?

        package init(id: UpstreamID, charge: Money?) {
            self.id = id
            self.charge = charge
        }
    }

    /// What is looked for at once: all that is in doubt with much the same ids, of which there are many after a crash.
    package struct Round: Sendable {
        /// Those of which no last known id was written down: there is nothing to compare with.
        package let incomparable: [DueSubmission]
        /// Those that may be among the ids above ``floor``.
        package let near: [DueSubmission]
        /// The least last known id.
        package let floor: Int64?

        package var isEmpty: Bool { incomparable.isEmpty && near.isEmpty }

        /// - Parameters:
        ///   - due: What is due at a provider.
        ///   - terms: The provider's: what is sent again with its key is not looked for.
        package init(of due: [DueSubmission], under terms: ProviderTerms, at now: Timestamp) {
            let doubtful = due.filter { item in
                item.submission.state == .uncertain && !item.submission.canBeRepeated(at: now, under: terms)
            }
            let floor = doubtful.compactMap(\.submission.floor).min()
            incomparable = doubtful.filter { $0.submission.floor == nil }
            near = doubtful.filter { item in
                guard let floor, let own = item.submission.floor else { return false }
                return own <= floor + Investigation.width
            }
            self.floor = floor
        }
    }

    /// How many are looked for at once.
    package static let most = 100
    /// How many ids above the last known one are looked at.
    package static let width: Int64 = 200
    /// So often it is looked, in case the provider is slow to show the order.
    package static let rounds: Int64 = 4
    /// By how much a charge may differ from what is expected. Panels round in different ways, none by more.
    private static let rounding: Int64 = 10_000

    private let submission: Submission
    /// The strays that may be what the attempt made: those above the last id that was known before it.
    package let strays: [Stray]

    /// - Parameter strays: `nil` when it is not known which there are.
    package init(of submission: Submission, strays: [Stray]?) {
        self.submission = submission
        let floor = submission.floor ?? 0
        self.strays = strays?.filter { $0.id.number.map { $0 > floor } ?? false } ?? []
    }

    /// What is to be noted as long as nothing is proven.
    package var open: RecordEvidence.Finding {
        submission.floor == nil || submission.failures >= Investigation.rounds ? .inconclusive : .unclear
    }

    /// - Parameters:
    ///   - isAlone: Whether nothing else can have made such an order.
    ///   - expected: What the order had to cost; without it nothing is proven.
    package func finding(isAlone: Bool, expected: Money?) -> RecordEvidence.Finding {
        guard strays.count == 1, submission.floor != nil, isAlone, let charge = strays[0].charge, let expected,
            abs(charge.micros - expected.micros) <= Investigation.rounding, charge > .zero
        else { return open }
        return .found(strays[0].id)
    }
}
