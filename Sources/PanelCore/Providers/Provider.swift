/// Somebody who delivers orders and speaks the API v2: another panel, to which this one is a customer.
package struct Provider: NumberedRecord {
    package static let lockRank = LockRank.settings

    package let id: ProviderID
    package let name: ProviderName
    /// Where its API is, as it was checked when the provider was made.
    package let url: String
    /// The API key of this panel there, encrypted. Only the process that calls the provider can open it.
    package let sealedKey: SealedText
    package let terms: ProviderTerms
    /// Whether staff stopped sending it new orders. Those that it has are still followed.
    package var isPaused: Bool
    /// When it was removed. Its finished orders keep naming it.
    package var removedAt: Timestamp?
    package let createdAt: Timestamp

    package init(
        id: ProviderID,
        name: ProviderName,
        url: String,
        sealedKey: SealedText,
        terms: ProviderTerms,
        isPaused: Bool = false,
        removedAt: Timestamp? = nil,
        createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.url = url
        self.sealedKey = sealedKey
        self.terms = terms
        self.isPaused = isPaused
        self.removedAt = removedAt
        self.createdAt = createdAt
    }
}

/// How a provider wants to be spoken to.
package struct ProviderTerms: Sendable, Equatable {
    /// The parameter in which it takes a caller's own key of an order, and makes one order of each key. With it an
    /// order whose answer was lost can be sent again safely.
    package var idempotencyParameter: String?
    /// How long it remembers such a key, in hours.
    package var idempotencyHours: Int64
    /// Most requests at the same time.
    package var maxInFlight: Int64
    /// Most requests per minute; `nil` for any number.
    package var requestsPerMinute: Int64?
    /// How long a request may take as a whole, in seconds.
    package var timeoutSeconds: Int64
    /// How often an order that changes is asked for, in seconds.
    package var pollSeconds: Int64
    /// How often one that does not change is asked for at least, in seconds.
    package var pollLongestSeconds: Int64
    /// Whether its address may be one of this machine or of a private network.
    package var allowsPrivateAddress: Bool

    package static let longestParameter = 64
    /// Up to ten years.
    package static let idempotencyHoursRange: ClosedRange<Int64> = 1...87_600
    package static let maxInFlightRange: ClosedRange<Int64> = 1...256
    package static let requestsPerMinuteRange: ClosedRange<Int64> = 1...60_000
    package static let timeoutRange: ClosedRange<Int64> = 1...600
    package static let pollRange: ClosedRange<Int64> = 1...86_400

    package init(
        idempotencyParameter: String? = nil,
        idempotencyHours: Int64 = 24,
        maxInFlight: Int64 = 8,
        requestsPerMinute: Int64? = nil,
        timeoutSeconds: Int64 = 30,
        pollSeconds: Int64 = 60,
        pollLongestSeconds: Int64 = 900,
        allowsPrivateAddress: Bool = false
    ) {
        self.idempotencyParameter = idempotencyParameter
        self.idempotencyHours = idempotencyHours
        self.maxInFlight = maxInFlight
        self.requestsPerMinute = requestsPerMinute
        self.timeoutSeconds = timeoutSeconds
        self.pollSeconds = pollSeconds
        self.pollLongestSeconds = pollLongestSeconds
        self.allowsPrivateAddress = allowsPrivateAddress
    }

    /// What is wrong with terms.
    package enum Problem: Hashable, Sendable {
        /// It is no name of a parameter, or one of more than ``longestParameter`` bytes.
        case idempotencyParameter
        case outOfRange(Number, ClosedRange<Int64>)
    }

    /// A term that is a number, by the name that staff give it under.
    package enum Number: String, Sendable {
        case idempotencyHours = "idempotency-hours"
        case maxInFlight = "max-in-flight"
        case requestsPerMinute = "requests-per-minute"
        case timeout
        case pollSeconds = "poll-seconds"
        case pollLongest = "poll-longest"
    }

    /// What is wrong with them first, or `nil`.
    package var problem: Problem? {
        if let parameter = idempotencyParameter {
            let isName = !parameter.isEmpty && parameter.utf8.allSatisfy(\.isIdentifierByte)
            guard isName, parameter.utf8.count <= ProviderTerms.longestParameter else { return .idempotencyParameter }
        }
        func outside(_ value: Int64?, _ range: ClosedRange<Int64>, _ number: Number) -> Problem? {
            guard let value, !range.contains(value) else { return nil }
            return .outOfRange(number, range)
        }
        return outside(idempotencyHours, ProviderTerms.idempotencyHoursRange, .idempotencyHours)
            ?? outside(maxInFlight, ProviderTerms.maxInFlightRange, .maxInFlight)
            ?? outside(requestsPerMinute, ProviderTerms.requestsPerMinuteRange, .requestsPerMinute)
            ?? outside(timeoutSeconds, ProviderTerms.timeoutRange, .timeout)
            ?? outside(pollSeconds, ProviderTerms.pollRange, .pollSeconds)
            ?? outside(pollLongestSeconds, ProviderTerms.pollRange, .pollLongest)
    }

    package var pollPace: PollPace { PollPace(base: pollSeconds, longest: pollLongestSeconds) }
}

/// The name that staff know a provider by: 1 to 64 bytes of letters, digits, `.`, `_` and `-`; not `staff`.
package struct ProviderName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// The name that stands for the operator's own people in a list of routes.
    package static let staff = "staff"

    package init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), text != ProviderName.staff,
            text.utf8.allSatisfy({ $0.isIdentifierByte || $0 == UInt8(ascii: ".") })
        else { return nil }
        description = text
    }

    /// Takes a name that was checked before it was stored.
    package init(unchecked text: String) {
        description = text
    }
}

/// The id of an order, a refill or a service at a provider: 1 to 64 bytes of letters, digits, `-` and `_`, so that it
/// can stand in a list of ids.
package struct UpstreamID: RecordKey, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard UpstreamID.isValid(text) else { return nil }
        description = text
    }

    package static func isValid(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(\.isIdentifierByte)
    }

    /// Takes an id that was checked before it was stored.
    package init(unchecked text: String) {
        description = text
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }

    /// The id as a number, when it is one: ids that are numbers are given in the order of time.
    package var number: Int64? { WholeNumber.parse(description.utf8) }
}

extension UInt8 {
    /// An ASCII letter or digit, `-` or `_`.
    package var isIdentifierByte: Bool {
        isASCIILetterOrDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}
