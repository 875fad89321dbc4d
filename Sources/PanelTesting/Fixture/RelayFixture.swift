package import PanelCore
import PanelStore
import Testing

// Providers, and orders on their way to them.
extension PanelFixture {
    /// A provider with a name that no other one has.
    package func provider(_ name: String = "upstream", takesKeys: Bool = false) async throws -> Provider {
        try await perform(
            AddProvider(
                name: ProviderName(unchecked: name),
                url: "https://\(name).example/api/v2",
                sealedKey: SealedText(bytes: [0, 1, 255]),
                terms: ProviderTerms(idempotencyParameter: takesKeys ? "request_id" : nil),
                now: PanelFixture.noon
            )
        )
    }

    /// A service that `providers` deliver, in this order, each under the id 77.
    package func service(
        _ id: Int64 = 1,
        by providers: [Provider],
        configure: (inout Service) -> Void = { _ in }
    ) async throws -> ServiceID {
        try await service(id) { service in
            service.routes = providers.map {
                Route(target: .provider($0.id, service: UpstreamID(unchecked: "77")))
            }
            configure(&service)
        }
    }

    /// The `run`th submission of an order.
    package func submission(_ order: OrderID, run: Int64 = 1) async throws -> Submission {
        let submissions = try await store.submissions(of: order)
        return try #require(submissions.first { $0.key.run == run })
    }

    /// How many submissions of a provider may have made an order that none is known to have.
    package func inDoubt(
        at provider: Provider,
        givenUpSince moment: Timestamp = PanelFixture.noon
    ) async throws -> Int64 {
        try await store.submissionsInDoubt(of: provider.id, givenUpSince: moment)
    }

    /// Begins an attempt.
    ///
    /// - Returns: Its number, or `nil` when it may not be sent now.
    package func claim(
        _ order: OrderID,
        run: Int64 = 1,
        at now: Timestamp = PanelFixture.noon
    ) async throws -> Int64? {
        let submission = try await submission(order, run: run)
        let provider = try #require(submission.destination?.provider)
        let outcome = try await perform(
            ClaimSubmissions(
                provider: provider,
                claims: [.init(submission, sent: "sent", nextKey: .random())],
                lease: now.adding(seconds: 60),
                now: now
            )
        )
        return outcome[submission.key]
    }

    /// A command with the answer to an attempt.
    package func answering(
        _ order: OrderID,
        run: Int64 = 1,
        attempt: Int64? = nil,
        _ answer: SubmissionAnswer,
        at now: Timestamp = PanelFixture.noon
    ) async throws -> RecordAnswer {
        let submission = try await submission(order, run: run)
        return RecordAnswer(
            answer,
            to: Attempt(
                of: submission.key,
                to: try #require(submission.destination?.provider),
                number: attempt ?? submission.attempt
            ),
            service: submission.service,
            nextKey: .random(),
            now: now
        )
    }

    /// Hands an order to its provider, which takes it as `id`.
    package func accept(
        _ order: OrderID,
        run: Int64 = 1,
        as id: String,
        at now: Timestamp = PanelFixture.noon
    ) async throws {
        #expect(try await claim(order, run: run, at: now) != nil)
        try await perform(answering(order, run: run, .accepted(UpstreamID(unchecked: id)), at: now))
    }

    /// Takes in what a provider says of an order.
    @discardableResult
    package func report(
        _ order: OrderID,
        run: Int64 = 1,
        _ status: String,
        startCount: Int64? = nil,
        remains: Int64? = nil,
        charge: String? = nil,
        at now: Timestamp = PanelFixture.noon
    ) async throws -> RecordReports.Result? {
        let submission = try await submission(order, run: run)
        let report = UpstreamReport(
            statusText: status,
            startCount: startCount,
            remains: remains,
            charge: charge.map(Money.of)
        )
        let command = RecordReports(
            provider: try #require(submission.destination?.provider),
            items: [
                .init(key: submission.key, upstreamID: try #require(submission.upstreamID), answer: .report(report))
            ],
            now: now
        )
        return try await perform(command)[submission.key]
    }
}
