import PanelCore
import Testing

/// The submission of order 101, which is the first that a ``MemoryStore`` places.
let first = SubmissionKey(order: order(101), run: 1)

func run(_ number: Int64, of id: Int64 = 101) -> SubmissionKey { SubmissionKey(order: order(id), run: number) }
func provider(_ id: Int64) -> ProviderID { ProviderID(rawValue: id) }
func upstream(_ id: String) -> UpstreamID { UpstreamID(unchecked: id) }

extension Provider {
    static func sample(_ id: Int64 = 1, terms: ProviderTerms = ProviderTerms(), isPaused: Bool = false) -> Provider {
        Provider(
            id: ProviderID(rawValue: id),
            name: ProviderName(unchecked: "provider\(id)"),
            url: "https://provider\(id).example/api/v2",
            sealedKey: SealedText(bytes: [1]),
            terms: terms,
            isPaused: isPaused,
            createdAt: noon
        )
    }
}

extension Route {
    /// To service 7 of a provider.
    static func to(
        _ id: Int64 = 1,
        relaysDripFeed: Bool = false,
        policy: PricePolicy = .keepRate,
        cost: String? = nil
    ) -> Route {
        Route(
            target: .provider(ProviderID(rawValue: id), service: UpstreamID(unchecked: "7")),
            relaysDripFeed: relaysDripFeed,
            policy: policy,
            cost: cost.map { money($0) }
        )
    }

    static let staff = Route(target: .staff)
}

extension MemoryStore {
    /// A panel whose one service, which offers everything, goes over these routes, with two providers.
    static func relaying(
        over routes: [Route] = [.to(1)],
        terms: ProviderTerms = ProviderTerms(),
        isPaused: Bool = false
    ) -> MemoryStore {
        MemoryStore(
            selling: [
                .sample {
                    $0.routes = routes
                    ($0.offersCancel, $0.offersRefill, $0.offersDripFeed) = (true, true, true)
                    $0.refillAfterHours = 0
                }
            ],
            providers: [.sample(1, terms: terms, isPaused: isPaused), .sample(2)]
        )
    }

    /// Places an order of 100 pieces for 0.25, or with a drip-feed of that many in each run.
    @discardableResult
    func placed(runs: Int64? = nil, every minutes: Int64 = 10) throws -> OrderID {
        var sent = ParameterSet.sample
        if let runs { sent = sent.setting([.runs: "\(runs)", .interval: "\(minutes)"]) }
        guard case .placed(let id) = try run(try place(sent)).get() else { throw APIRefusal.incorrectRequest }
        return id
    }

    /// Claims a submission for the provider that it goes to.
    @discardableResult
    func claim(_ key: SubmissionKey = first, after last: Int64? = nil, at now: Timestamp = noon) -> Int64? {
        guard let submission = submissions[key], let destination = submission.destination else { return nil }
        let command = ClaimSubmissions(
            provider: destination.provider,
            claims: [
                .init(
                    submission,
                    sent: "quantity=100",
                    parameters: orderParameters[key.order] ?? [],
                    nextKey: newKey()
                )
            ],
            lease: now.adding(seconds: 60),
            lastUpstreamID: last,
            now: now
        )
        return run(command).get()[key]
    }

    /// Writes down the answer to an attempt, by default to the last one.
    func answer(
        _ answer: SubmissionAnswer,
        to key: SubmissionKey = first,
        attempt: Int64? = nil,
        at now: Timestamp = noon
    ) throws {
        let submission = try #require(submissions[key])
        let command = RecordAnswer(
            answer,
            to: Attempt(
                of: key,
                to: try #require(submission.destination).provider,
                number: attempt ?? submission.attempt
            ),
            service: submission.service,
            nextKey: newKey(),
            now: now
        )
        _ = try run(command).get()
    }

    /// Claims a submission, and its provider takes it.
    func accepted(as id: String = "9001", _ key: SubmissionKey = first, at now: Timestamp = noon) throws {
        try #require(claim(key, at: now) != nil)
        try answer(.accepted(upstream(id)), to: key, at: now)
    }

    /// Takes in what a provider says of a submission.
    @discardableResult
    func report(
        _ status: String,
        remains: Int64? = nil,
        charge: String? = nil,
        of key: SubmissionKey = first,
        at now: Timestamp = noon
    ) throws -> RecordReports.Result? {
        let report = UpstreamReport(
            statusText: status,
            startCount: 5,
            remains: remains,
            charge: charge.map { money($0) }
        )
        return try take(.report(report), of: key, at: now)
    }

    @discardableResult
    func take(
        _ answer: RecordReports.Answer,
        of key: SubmissionKey = first,
        at now: Timestamp = noon
    ) throws -> RecordReports.Result? {
        let held = try #require(submissions[key]?.upstreamOrder)
        let item = RecordReports.Item(key: key, upstreamID: held.id, answer: answer)
        return run(RecordReports(provider: held.provider, items: [item], now: now)).get()[key]
    }

    func resolve(
        _ decision: ResolveOrder.Decision,
        run number: Int64? = nil,
        provider id: Int64 = 1,
        at now: Timestamp = noon
    ) -> Result<Void, OrderHandlingRefusal> {
        run(
            ResolveOrder(
                order: order(101),
                run: number,
                provider: provider(id),
                decision: decision,
                note: "asked them",
                staff: "anna",
                nextKey: newKey(),
                now: now
            )
        )
    }

    /// A customer's request to cancel.
    ///
    /// - Returns: Whether it was taken.
    @discardableResult
    func cancel(_ id: Int64 = 101, at now: Timestamp = noon) -> Bool {
        let command = CancelOrders(account: alice, orders: [order(id)], catalogue: catalogue, now: now)
        guard case .success? = run(command).get()?[order(id)] else { return false }
        return true
    }

    /// What happened to order 101, in short.
    var history: [OrderEvent.Kind] { events.map(\.kind) }
}

extension MemoryStore {
    /// Gives an attempt up for lost.
    func expire(_ key: SubmissionKey = first, attempt: Int64, at now: Timestamp = noon) -> Int {
        let seen = LeasedAttempt(key: key, number: attempt, updatedAt: noon, endsAt: noon.adding(seconds: 60))
        return run(ExpireAttempts([seen], now: now)).get()
    }
}
