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
    ///
    /// The codes are those of the API v2 (`Docs/API.md`), the sentences those that panels in the field answer with.
    package init?(words: String) {
        let text = UpstreamRefusal.normalized(words)
        if let meaning = UpstreamRefusal.exact[text] {
            self = meaning
        } else if let row = UpstreamRefusal.beginnings.first(where: { text.hasPrefix($0.beginning) }) {
            self = row.meaning
        } else {
            return nil
        }
    }

    /// Lower case, one space between words, no stop at the end.
    private static func normalized(_ words: String) -> String {
        var text = words.trimmedASCII.lowercased()
        while let last = text.utf8.last, last == UInt8(ascii: ".") || last == UInt8(ascii: "!") { text.removeLast() }
        return text.utf8.split(whereSeparator: \.isASCIIBlank).map { String(Substring($0)) }.joined(separator: " ")
    }

    private static let exact: [String: UpstreamRefusal] = [
        "neworder.error.insufficient_balance": .nextProviderElseLater,
        "not enough funds on balance": .nextProviderElseLater,
        "not enough funds": .nextProviderElseLater,
        "insufficient funds": .nextProviderElseLater,
        "insufficient balance": .nextProviderElseLater,
        "invalid api key": .nextProviderElseLater,
        "neworder.error.account_banned": .nextProviderElseLater,

        "neworder.error.link_duplicate": .tryLater,
        "too many requests": .tryLater,

        "error.incorrect_service_id": .nextProviderElseReject,
        "incorrect service id": .nextProviderElseReject,
        "neworder.error.service": .nextProviderElseReject,
        "neworder.error.min_quantity": .nextProviderElseReject,
        "neworder.error.max_quantity": .nextProviderElseReject,
        "neworder.error.quantity": .nextProviderElseReject,
        "neworder.error.dripfeed": .nextProviderElseReject,
        "drip-feed is not available for this service": .nextProviderElseReject,
        "neworder.error.link_not_allowed": .nextProviderElseReject,
        "link is not allowed": .nextProviderElseReject,

        "neworder.error.link": .final,
        "bad link": .final,
        "incorrect link": .final,
        "neworder.error.comment": .final,
        "neworder.error.comments": .final,
        "comments are required": .final,
    ]

    private static let beginnings: [(beginning: String, meaning: UpstreamRefusal)] = [
        ("you have active order with this link", .tryLater),
        ("quantity less than minimal", .nextProviderElseReject),
        ("quantity more than maximum", .nextProviderElseReject),
    ]
}

/// What became of an attempt to hand an order to a provider.
package enum SubmissionAnswer: Sendable, Equatable {
    /// The provider made an order with this id.
    case accepted(UpstreamID)
    /// The provider's parsed refusal, in its own words.
    case refused(words: String)
    /// The provider has no time for requests now (429); `retryAfter` seconds, when it said so.
    case busy(retryAfter: Int64?)
    /// Proof that nothing was written: no address, no connection, no TLS.
    case notSent(reason: String)
    /// Anything else. An order may have been made.
    case unclear(reason: String)
}
