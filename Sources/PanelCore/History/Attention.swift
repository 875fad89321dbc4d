/// Why a person has to look at an order on its way to a provider or there. What a provider said is in it as data.
package enum Attention: Equatable, Sendable {
    /// The provider refused in words that nobody knows here.
    case unknownRefusal(KeptText)
    /// So many attempts in a row came to nothing.
    case attemptsFailed(Int64, last: Setback)
    /// An attempt may have made an order, and the provider now refuses to say.
    case refusedInDoubt(Setback)
    /// This attempt was accepted after all, after something else was decided.
    case acceptedLate(UpstreamID, attempt: Int64)
    /// The provider answered with the id of another order here.
    case upstreamOrderIsTaken(UpstreamID, by: OrderID)
    /// The provider answered with the id of an order that it had before it was sent this one.
    case upstreamOrderIsOlder(UpstreamID)
    /// It was looked for, and is still not known to be there or not.
    case inconclusive(Evidence)
    /// The panel goes on from a copy of its database, and it may have been sent since that.
    case restored

    /// The provider names a status that is none of the known ones.
    case unknownStatus(String)
    /// The provider names an outcome, in its own words, but not what remains.
    case outcomeWithoutRemains(String)
    /// The provider says that more remains than was ordered.
    case remainsBeyondQuantity(Int64, of: Int64)
    case completedWithRemains(Int64, of: Int64)
    case partialWithoutRemains
    /// The provider goes on with an order that was given back.
    case reopened(OrderStatus)
    /// The outcome can not be settled.
    case outcomeRefused(OutcomeRefusal)
    /// The provider delivered nothing and keeps what it took.
    case keptCharge(Money)
    /// The provider says that it took more, or less, than is plausible. It is not booked.
    case implausibleCost(Money, most: Money)
    /// The provider said something else of its charge too often to book one more.
    case costChangedTooOften(Money)
    /// The provider took back what it had said so many times, and is not asked any more.
    case changedItsMind(Int64, last: UpstreamReport?)
    /// The provider does not know the order, in its own words.
    case unknownToProvider(UpstreamID, KeptText)
    /// Nothing new was heard for so many days.
    case silent(days: Int64)

    /// Of before reasons had types, in the words in which it was stored.
    case noted(KeptText)

    /// Whether it is about attempts to hand the order to one provider, and says nothing once it goes another way.
    var isOfAttempts: Bool {
        switch self {
        case .unknownRefusal, .attemptsFailed, .refusedInDoubt: true
        case .acceptedLate, .upstreamOrderIsTaken, .upstreamOrderIsOlder, .inconclusive, .restored, .unknownStatus,
            .outcomeWithoutRemains, .remainsBeyondQuantity, .completedWithRemains, .partialWithoutRemains, .reopened,
            .outcomeRefused, .keptCharge, .implausibleCost, .costChangedTooOften, .changedItsMind, .unknownToProvider,
            .silent, .noted:
            false
        }
    }

    /// Whether an attempt of before has made an order.
    var isLateAcceptance: Bool {
        if case .acceptedLate = self { true } else { false }
    }

    /// Whether the provider has refused in unknown words before.
    var isUnknownRefusal: Bool {
        if case .unknownRefusal = self { true } else { false }
    }

    /// Whether it questions that the provider has the order under the id that is linked.
    var questionsLink: Bool {
        switch self {
        case .unknownToProvider, .silent, .changedItsMind, .noted: true
        case .unknownRefusal, .attemptsFailed, .refusedInDoubt, .acceptedLate, .upstreamOrderIsTaken,
            .upstreamOrderIsOlder, .inconclusive, .restored, .unknownStatus, .outcomeWithoutRemains,
            .remainsBeyondQuantity, .completedWithRemains, .partialWithoutRemains, .reopened, .outcomeRefused,
            .keptCharge, .implausibleCost, .costChangedTooOften:
            false
        }
    }
}
