import PanelClient
import PanelCore

/// What the client's answers mean to the core.
extension SubmissionAnswer {
    init(_ added: AddedOrder) {
        if let id = UpstreamID(added.id) {
            self = .accepted(id)
        } else {
            self = .unclear(CallFailure(.unusableID, excerpt: added.id))
        }
    }

    init(_ error: PanelClientError) {
        guard error.wasWritten else {
            self = .notSent(CallFailure(error))
            return
        }
        // RFC 6585: the request was not carried out. Whoever names an order all the same may have made it before.
        if error.httpStatus == 429, !error.namesResult {
            self = .busy(retryAfter: error.retryAfter)
        } else if let refusal = error.refusal {
            self = .refused(
                Refusal(words: refusal.words, meaning: refusal.reading.meaning, httpStatus: refusal.httpStatus)
            )
        } else {
            self = .unclear(CallFailure(error))
        }
    }
}

extension CallFailure {
    init(_ error: PanelClientError) {
        self.init(
            Kind(error.kind),
            httpStatus: error.httpStatus.map { Int64($0) },
            detail: error.detail,
            excerpt: error.excerpt
        )
    }
}

extension CallFailure.Kind {
    fileprivate init(_ kind: PanelClientError.Kind) {
        self =
            switch kind {
            case .notSent(.dns): .noAddress
            case .notSent(.connect): .noConnection
            case .notSent(.tls): .noTLS
            case .notSent(.addressRefused): .addressRefused
            case .notSent(.invalidRequest): .invalidRequest
            case .notSent(.cancelled): .cancelledBefore
            case .timedOut: .timedOut
            case .cancelled: .cancelled
            case .connectionLost: .connectionLost
            case .http: .httpStatus
            case .notJSON: .notJSON
            case .compressed: .compressed
            case .truncated: .truncated
            case .tooLarge: .tooLarge
            case .unexpectedShape: .unexpectedShape
            case .refused: .error
            }
    }
}

extension PanelClientError {
    /// What a provider that has read a request says against it.
    struct Refusal {
        /// Without the key.
        let words: String
        let reading: RefusalReading
        /// Whether it says nothing of what was asked for, but only of who asks.
        let isOfAccount: Bool
        /// The status of the answer, where it is another one than 200.
        let httpStatus: Int64?

        /// Whether it says nothing of the orders or refills that were asked about: the same call may be taken later, or
        /// in another form.
        var saysNothingOfIDs: Bool { isOfAccount || reading.isOfMissingID || reading.isPassing }
    }

    /// Whether it may be the list of ids that the provider does not take: it refused the call, or answered at once what
    /// says nothing.
    var mayBeOfList: Bool {
        switch kind {
        case .unexpectedShape, .notJSON: httpStatus == 200
        default: refusal?.isOfAccount == false
        }
    }

    /// The refusal that was answered whole, with status 200 or as a fault of the request: the request was not carried
    /// out. 5xx and all else say nothing, whatever their words: the provider may have failed after it did its part.
    var refusal: Refusal? {
        guard case .refused(let words) = kind, let reading else { return nil }
        let status = httpStatus ?? 200
        guard (200..<300).contains(status) || (400..<500).contains(status), status != 429 else { return nil }
        return Refusal(
            words: words,
            reading: reading,
            isOfAccount: reading.isOfAccount || (401...403).contains(status),
            httpStatus: status == 200 ? nil : Int64(status)
        )
    }
}

extension UpstreamReport {
    /// - Parameter currency: The panel's. A charge in another one is left out, because it can not be booked.
    init(_ order: UpstreamOrder, currency: String) {
        self.init(
            statusText: order.rawStatus,
            startCount: order.startCount,
            remains: order.remains,
            charge: order.isCharged(in: currency) ? order.charge.map { Money(micros: $0.micros) } : nil,
            subscription: order.posts.flatMap { posts in
                Subscription(posts: posts, expiry: order.expiry.flatMap(CalendarDay.init(upstream:)))
            }
        )
    }

    /// A number that is the same for the same report, within one run of the program.
    var digest: Int {
        UpstreamReport.digest(
            statusText,
            startCount,
            remains,
            charge?.micros,
            subscription
        )
    }

    fileprivate static func digest(
        _ status: String,
        _ startCount: Int64?,
        _ remains: Int64?,
        _ charge: Int64?,
        _ subscription: Subscription?
    ) -> Int {
        var hasher = Hasher()
        hasher.combine(status)
        hasher.combine(startCount)
        hasher.combine(remains)
        hasher.combine(charge)
        if let subscription {
            hasher.combine(subscription.posts)
            hasher.combine(subscription.expiry)
        }
        return hasher.finalize()
    }
}

extension UpstreamOrder {
    /// ``UpstreamReport/digest`` of the report that this is, without making it: most reports say nothing new.
    func digest(currency: String) -> Int {
        guard posts == nil, rawStatus.utf8.count <= UpstreamReport.longestStatus else {
            return UpstreamReport(self, currency: currency).digest
        }
        return UpstreamReport.digest(
            rawStatus,
            startCount,
            remains,
            isCharged(in: currency) ? charge?.micros : nil,
            nil
        )
    }

    /// Panels that name no currency have one only.
    fileprivate func isCharged(in panelCurrency: String) -> Bool {
        guard let currency, !currency.isEmpty else { return true }
        return currency == panelCurrency || currency.uppercased() == panelCurrency.uppercased()
    }
}

extension UpstreamListing {
    /// - Throws: Why the panel can not sell it.
    init(_ service: UpstreamService) throws(SkippedListing) {
        guard let id = UpstreamID(service.id) else { throw SkippedListing("a service with the id \(service.id)") }
        guard let type = ServiceType(named: service.type) else {
            throw SkippedListing("\(id) \(service.name): the type \(service.type) is not known here")
        }
        let words = "\(id) \(service.name)"
        guard let bounds = type.bounds(service) else {
            throw SkippedListing("\(words): its min, \(service.min), is above its max, \(service.max)")
        }
        guard let subscriptionRate = type.subscriptionRate(service) else {
            throw SkippedListing("\(words): the subscription_rate \(service.subscriptionRate ?? "") is not known here")
        }
        let maximumPosts = subscriptionRate == .pieces ? service.maxPosts : nil
        self.init(
            service: id,
            name: service.name.oneLine(upTo: Service.longestName),
            type: type,
            category: service.category.oneLine(upTo: Service.longestName),
            rate: Money(micros: service.rate.micros),
            minimum: bounds.lowerBound,
            maximum: bounds.upperBound,
            subscriptionRate: subscriptionRate,
            maximumPosts: maximumPosts.flatMap { SubscriptionRate.postsRange.contains($0) ? $0 : nil },
            description: service.description.map { $0.cut(toBytes: Service.longestDescription) },
            offersRefill: service.refill,
            offersCancel: service.cancel,
            offersDripFeed: service.dripfeed
        )
    }
}

extension ServiceType {
    /// The bounds of what a provider sells; `nil` where there is nothing between them.
    ///
    /// A maximum of 0 is none. What has no quantity has no bounds either, whatever panels write there.
    fileprivate func bounds(_ service: UpstreamService) -> ClosedRange<Int64>? {
        let minimum = max(1, service.min)
        if quantitySource == .one {
            let maximum = max(1, service.max)
            return min(minimum, maximum)...maximum
        }
        let maximum = service.max == 0 ? Int64.max : service.max
        return minimum <= maximum ? minimum...maximum : nil
    }

    /// What the rate is the price of. Panels that do not say mean pieces, and their bounds are those of one post; `nil`
    /// for words that are not known.
    fileprivate func subscriptionRate(_ service: UpstreamService) -> SubscriptionRate? {
        guard self == .subscriptions else { return .post }
        guard let said = service.subscriptionRate else { return .pieces }
        return SubscriptionRate(rawValue: said.lowercased())
    }
}

/// Why a row of a provider's catalogue is left out.
struct SkippedListing: Error {
    let words: String

    /// - Parameter words: May have a provider's own in them, of any length.
    init(_ words: String) {
        self.words = words.cut(toBytes: KeptText.longest)
    }
}

extension String {
    /// This text without control characters, cut to `count` bytes; `-` when nothing is left.
    fileprivate func oneLine(upTo count: Int) -> String {
        let printable = String(
            String.UnicodeScalarView(unicodeScalars.map { $0.isControl ? " " : $0 })
        )
        let text = printable.trimmedASCII.cut(toBytes: count)
        return text.isEmpty ? "-" : text
    }
}
