/// Why a call to a provider had no answer that says what it did.
package struct CallFailure: Hashable, Sendable {
    package let kind: Kind
    /// The status of the answer, where one came.
    package let httpStatus: Int64?
    /// What the kind does not say, in the words of the system.
    package let detail: KeptText
    /// The beginning of what came back.
    package let excerpt: KeptText

    /// What went wrong.
    package enum Kind: String, Sendable, CaseIterable {
        case noAddress = "no_address"
        case noConnection = "no_connection"
        case noTLS = "no_tls"
        case addressRefused = "address_refused"
        case invalidRequest = "invalid_request"
        case cancelledBefore = "cancelled_before"
        case timedOut = "timed_out"
        case cancelled
        case connectionLost = "connection_lost"
        case httpStatus = "http_status"
        case notJSON = "not_json"
        case compressed
        case truncated
        case tooLarge = "too_large"
        case unexpectedShape = "unexpected_shape"
        /// The answer is an error, and what came before it may have been done all the same.
        case error
        /// The provider made something and named it in a way that can not be used.
        case unusableID = "unusable_id"
    }

    package init(_ kind: Kind, httpStatus: Int64? = nil, detail: String = "", excerpt: String = "") {
        self.kind = kind
        self.httpStatus = httpStatus
        self.detail = KeptText(detail)
        self.excerpt = KeptText(excerpt)
    }
}

extension CallFailure {
    /// How much of what came back is said beside other things, in bytes.
    private static let shortExcerpt = 200

    /// The same with less of what came back.
    var short: CallFailure {
        let excerpt = excerpt.description.cut(toBytes: CallFailure.shortExcerpt)
        return CallFailure(kind, httpStatus: httpStatus, detail: detail.description, excerpt: excerpt)
    }
}

/// What came of an attempt that its provider did not accept.
package enum Setback: Hashable, Sendable {
    /// The provider's refusal, in its own words.
    case refused(KeptText, httpStatus: Int64?)
    /// It has no time for requests now; `retryAfter` seconds, when it said so.
    case busy(retryAfter: Int64?)
    /// Nothing that says what it did.
    case failed(CallFailure)
}

extension Setback {
    /// The same with less of what came back, where that is no answer.
    package var short: Setback {
        if case .failed(let failure) = self { .failed(failure.short) } else { self }
    }
}

/// Why it is not known whether something was made.
package enum Doubt: Hashable, Sendable {
    /// Nobody answers for the attempt any more.
    case attemptLost
    /// The panel goes on from a copy of its database, and it may have been made since that.
    case restored
    /// What came back does not say.
    case unclear(Setback)
}

/// What was found out about an order that may have been made.
package enum Evidence: Hashable, Sendable {
    /// The provider's ids are not known to count up, so there is nothing to compare with.
    case nothingToCompare
    /// It could not be looked; `nil` where it was not the provider that failed.
    case failed(CallFailure?)
    /// The provider shows no order with an id above this one that is not known here.
    case noneAbove(Int64)
    /// The provider has orders that no order here is linked to: the first ``mostStrays`` of them, of so many.
    case strays([Stray], count: Int64)

    /// An order at a provider that no order here is linked to.
    package struct Stray: Hashable, Sendable {
        package let id: UpstreamID
        /// Its status, in the provider's own words.
        package let status: String
        package let charge: Money?

        package init(id: UpstreamID, status: String, charge: Money?) {
            self.id = id
            self.status = status.cut(toBytes: UpstreamReport.longestStatus)
            self.charge = charge
        }
    }

    /// How many of what was found are named.
    package static let mostStrays = 8

    package static func strays(_ all: [Stray]) -> Evidence {
        .strays(Array(all.prefix(mostStrays)), count: Int64(all.count))
    }
}
