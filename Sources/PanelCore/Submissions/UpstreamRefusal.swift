/// What a provider's refusal of an `add` means for the order. A refusal whose words are not known here means nothing:
/// whether an order was made then is for a person to find out.
package enum UpstreamRefusal: Sendable, Equatable {
    /// The same request may be taken later.
    case tryLater
    /// This provider does not take it now; another one may, or this one later.
    case nextProviderElseLater
    /// This provider does not take it; another one may. When there is none, nobody does.
    case nextProviderElseReject
    /// No provider will take it: what the customer ordered is wrong.
    case final

    /// The meaning of a provider's words; `nil` when they are not known.
    package init?(words: String) {
        guard let meaning = RefusalReading(words: words).meaning else { return nil }
        self = meaning
    }
}

/// What is read from the words in which a provider refuses a call.
package struct RefusalReading: Hashable, Sendable {
    /// What it means for an order that was to be made; `nil` when the words are not known.
    package let meaning: UpstreamRefusal?
    /// Whether it is the account, or its key, that is refused: it says nothing of what was asked for.
    package let isOfAccount: Bool
    /// Whether the provider has nothing of the id that was asked for.
    package let isOfUnknownID: Bool

    /// Whether it wants one id in a parameter of its own, and takes no list.
    package let isOfMissingID: Bool

    /// Whether it speaks of a state of the provider that passes: the same may be taken later. What it proves of an `add`
    /// is said by ``meaning`` alone.
    package let isPassing: Bool

    /// - Parameter words: As they were said. Once the key is blanked in them they may say something else.
    package init(words: String) {
        let ofAccount = RefusalWords.account.entry(for: words)?.meaning
        meaning = ofAccount ?? RefusalWords.meaning(ofCode: words) ?? RefusalWords.order.entry(for: words)?.meaning
        isOfAccount = ofAccount != nil
        isOfUnknownID = RefusalWords.unknownID.entry(for: words) != nil
        isOfMissingID = RefusalWords.missingID.entry(for: words) != nil
        isPassing = meaning == .tryLater || RefusalWords.mayPass(words)
    }
}

/// What became of an attempt to hand an order to a provider.
package enum SubmissionAnswer: Sendable, Equatable {
    /// The provider made an order with this id.
    case accepted(UpstreamID)
    /// The provider's parsed refusal.
    case refused(Refusal)
    /// The provider has no time for requests now (429); `retryAfter` seconds, when it said so.
    case busy(retryAfter: Int64?)
    /// Proof that nothing was written: no address, no connection, no TLS.
    case notSent(CallFailure)
    /// Anything else. An order may have been made.
    case unclear(CallFailure)
}

extension SubmissionAnswer {
    /// A refusal as it is kept, and what it means.
    package struct Refusal: Sendable, Equatable {
        /// The provider's own words, without the key.
        package let words: String
        /// What was read from them before the key was blanked; `nil` when they are not known, and do not say whether an
        /// order was made.
        package let meaning: UpstreamRefusal?
        /// The status of the answer, where it is another one than 200.
        package let httpStatus: Int64?

        package init(words: String, meaning: UpstreamRefusal?, httpStatus: Int64? = nil) {
            self.words = words
            self.meaning = meaning
            self.httpStatus = httpStatus
        }
    }

    /// What came of the attempt, where it is no order.
    package var setback: Setback? {
        switch self {
        case .accepted: nil
        case .refused(let refusal): refusal.setback
        case .busy(let seconds): .busy(retryAfter: seconds)
        case .notSent(let failure), .unclear(let failure): .failed(failure)
        }
    }

    /// A refusal in words that the key is not part of.
    package static func refused(words: String) -> SubmissionAnswer {
        .refused(Refusal(words: words, meaning: UpstreamRefusal(words: words)))
    }
}

extension SubmissionAnswer.Refusal {
    package var setback: Setback { .refused(KeptText(words), httpStatus: httpStatus) }
}
