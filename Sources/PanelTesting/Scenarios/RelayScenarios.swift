import PanelCore
import PanelStore
import Testing

// Orders on their way to providers and back.
extension StoreConformance {
    static let relaying: [StoreScenario] = [
        StoreScenario("a provider and a service's routes survive", providersSurvive),
        StoreScenario("an order goes to its provider and comes back settled, once", orderIsRelayed),
        StoreScenario("a refused order goes to the next provider, then to nobody, and is given back", orderFailsOver),
        StoreScenario("an attempt is claimed by one of 20 tasks", claimConcurrently),
        StoreScenario("a lost attempt is uncertain, and goes nowhere without proof", attemptIsLost),
        StoreScenario("an order of a provider belongs to one order", upstreamOrderIsTakenOnce),
        StoreScenario("a contradiction is held, and staff decide", contradictionIsHeld),
        StoreScenario("a cost that can not be waits, is accepted, and flapping ends", impossibleReportsAreHeld),
        StoreScenario("what is due is found, and nothing else", dueWorkIsFound),
        StoreScenario("what was given up in doubt counts for a while", whatWasGivenUpInDoubtCounts),
        StoreScenario("a drip-feed runs on schedule, and a cancel gives back what has not run", dripFeedRuns),
        StoreScenario("a drip-feed of many runs ends as its runs do, and another one is canceled", manyRuns),
        StoreScenario("a provider cancels and refills", cancelAndRefillAreRelayed),
        StoreScenario("a provider is removed once its orders have ended", providerIsRemoved),
        StoreScenario("a catalogue is imported and followed", catalogueIsFollowed),
        StoreScenario("what a clock put off too far is found", whatAClockPutOffTooFarIsFound),
        StoreScenario("keys that providers got are found", keysThatWereSentAreFound),
        StoreScenario("it is known when there is something to do next", nextMomentsAreFound),
        StoreScenario("clocks of servers may differ", clocksOfServersMayDiffer),
        StoreScenario("what a copy holds of the work of a life that was lost is found", restoredWorkIsFound),
        StoreScenario("after a restore, ids and orders of before are no evidence", restoreVoidsEvidence),
        StoreScenario("servers share the providers", providersAreShared),
        StoreScenario("notes of what to poll are kept until they are followed", notesToPollAreKept),
    ]

    private static func providersSurvive(_ panel: PanelFixture) async throws {
        let terms = ProviderTerms(
            idempotencyParameter: "request_id",
            idempotencyHours: 5,
            maxInFlight: 3,
            requestsPerMinute: 90,
            timeoutSeconds: 7,
            pollSeconds: 11,
            pollLongestSeconds: 13,
            allowsPrivateAddress: true
        )
        let adding = AddProvider(
            name: ProviderName(unchecked: "box"),
            url: "http://127.0.0.1/api/v2",
            sealedKey: SealedText(bytes: Array(0...255)),
            terms: terms,
            now: .noon(plusHours: 1)
        )
        let box = try await panel.perform(adding)
        #expect(try await panel.refusal(of: adding) == .provider(.exists(box.name)))
        let plain = try await panel.provider()
        #expect(try await panel.store.providers() == [box, plain])
        #expect(box.terms == terms && box.sealedKey.bytes.count == 256 && box.createdAt == .noon(plusHours: 1))
        let routes = [
            Route(
                target: .provider(box.id, service: UpstreamID(unchecked: "a-1")),
                relaysDripFeed: true,
                policy: .keepMarkup(basisPoints: 1250),
                cost: .of("0.5")
            ),
            Route(target: .provider(plain.id, service: UpstreamID(unchecked: "9")), policy: .disable),
            Route(target: .staff),
        ]
        let service = try await panel.service { $0.routes = routes }
        #expect(try await panel.store.catalogue()[service]?.routes == routes)
        _ = try await panel.service { $0.routes = Array(routes.reversed()) }
        #expect(try await panel.store.catalogue()[service]?.routes == routes.reversed())
        #expect(try await panel.store.installation() == panel.store.installation())
        #expect(try await !panel.store.installation().isEmpty)
    }

    private static func orderIsRelayed(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let order = try await panel.place(try await panel.service(by: [provider]), for: alice)
        #expect(try await panel.submission(order).state == .queued)
        #expect(try await panel.refusal(of: panel.updating(order, of: alice, .completed)) == .order(.isRelayed(order)))
        let charged = try await panel.balance(alice)
        try await panel.accept(order, as: "9001")
        #expect(try await panel.order(order).order.status == .processing)
        #expect(try await panel.report(order, "In progress", startCount: 7, remains: 900, charge: "0.5") == .open)
        #expect(try await panel.order(order).order.status == .inProgress)
        for _ in 1...2 {
            #expect(try await panel.report(order, "PARTIAL", startCount: 7, remains: 250, charge: "0.3") == .settled)
        }
        let settled = try await panel.order(order).order
        #expect(settled.status == .partial && settled.remains == 250 && settled.refundCount == 1)
        #expect(try await panel.balance(alice) == charged.adding(settled.charge.scaled(by: 1, over: 4) ?? .zero))
        let submission = try await panel.submission(order)
        #expect(submission.cost == .of("0.3") && submission.costCount == 2 && submission.outcome == .partial)
        let refunds = try await panel.store.refunds(of: settled)
        #expect(refunds.map(\.amount) == [settled.refunded])
        let events = try await panel.store.events(of: order)
        #expect(events.map(\.kind) == [.submitting, .accepted, .reported, .reported])
        #expect(events.allSatisfy { $0.provider == provider.id && $0.run == 1 && $0.at == PanelFixture.noon })
        #expect(events.first?.what == .submitting(sent: KeptText("sent")))
    }

    private static func orderFailsOver(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let (first, second) = (try await panel.provider("first"), try await panel.provider("second"))
        let service = try await panel.service(by: [first, second])
        let before = try await panel.balance(alice)
        let order = try await panel.place(service, for: alice)
        #expect(try await panel.claim(order) == 1)
        try await panel.perform(panel.answering(order, .refused(words: "Quantity less than minimal 5000")))
        #expect(try await panel.submission(order).destination?.provider == second.id)
        #expect(try await panel.claim(order) == 2)
        try await panel.perform(panel.answering(order, .refused(words: "error.incorrect_service_id")))
        #expect(try await panel.order(order).order.status == .canceled)
        #expect(try await panel.submission(order).state == .rejected)
        #expect(try await panel.balance(alice) == before)
        // An answer that comes twice gives nothing back twice.
        try await panel.perform(panel.answering(order, .refused(words: "error.incorrect_service_id")))
        #expect(try await panel.balance(alice) == before)
        let unknown = try await panel.place(service, for: alice)
        #expect(try await panel.claim(unknown) == 1)
        try await panel.perform(panel.answering(unknown, .refused(words: "Что-то пошло не так")))
        #expect(try await panel.submission(unknown).state == .held)
        #expect(try await panel.store.submissionsNeedingAttention(limit: 9).map(\.key.order) == [unknown])
    }

    private static func claimConcurrently(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let order = try await panel.place(try await panel.service(by: [try await panel.provider()]), for: alice)
        let attempts = try await withThrowingTaskGroup(of: Int64?.self) { tasks in
            for _ in 1...20 { tasks.addTask { try await panel.claim(order) } }
            return try await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(attempts.compactMap(\.self) == [1])
    }

    private static func attemptIsLost(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let (plain, keyed) = (try await panel.provider(), try await panel.provider("keyed", takesKeys: true))
        let lost = try await panel.place(try await panel.service(1, by: [plain, keyed]), for: alice)
        let safe = try await panel.place(try await panel.service(2, by: [keyed]), for: alice)
        for order in [lost, safe] { #expect(try await panel.claim(order) == 1) }
        let attempts = try await panel.store.attemptsUnderWay(limit: 9)
        #expect(Set(attempts.map(\.key.order)) == [lost, safe])
        #expect(attempts.allSatisfy { $0.number == 1 && $0.length == 60_000 })
        #expect(try await panel.store.attemptsUnderWay(limit: 1).count == 1)
        let later = PanelFixture.noon.adding(seconds: 60)
        #expect(try await panel.perform(ExpireAttempts(attempts, now: later)) == 2)
        #expect(try await panel.store.attemptsUnderWay(limit: 9).isEmpty)
        #expect(try await panel.perform(ExpireAttempts(attempts, now: later)) == 0)
        #expect(try await panel.claim(lost, at: later) == nil)
        #expect(try await panel.claim(safe, at: later) == 2)
        #expect(try await panel.submission(lost).isInDoubt)
        // The reply that comes after all is the proof.
        try await panel.perform(panel.answering(lost, attempt: 1, .accepted(UpstreamID(unchecked: "5")), at: later))
        #expect(try await panel.submission(lost).state == .accepted)
        // What is in doubt is not sent elsewhere because a repetition was refused.
        try await panel.perform(panel.answering(safe, .refused(words: "Incorrect service ID"), at: later))
        #expect(try await panel.submission(safe).state == .uncertain)
        #expect(try await panel.order(safe).order.status == .pending)
    }

    private static func upstreamOrderIsTakenOnce(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service(by: [try await panel.provider()])
        let first = try await panel.place(service, for: alice)
        let second = try await panel.place(service, for: alice)
        try await panel.accept(first, as: "1")
        try await panel.accept(second, as: "1")
        let held = try await panel.submission(second)
        let taken = Attention.upstreamOrderIsTaken(UpstreamID(unchecked: "1"), by: first)
        #expect(held.state == .held && held.upstreamID == nil && held.attention == [taken])
        let provider = try #require(held.destination?.provider)
        func resolving(_ decision: ResolveOrder.Decision) -> ResolveOrder {
            ResolveOrder(
                order: second,
                run: nil,
                provider: provider,
                decision: decision,
                note: "looked",
                staff: "minh",
                nextKey: .random(),
                now: PanelFixture.noon
            )
        }
        let link = ResolveOrder.Decision.link(UpstreamID(unchecked: "1"))
        let isTaken = OrderHandlingRefusal.upstreamOrderIsTaken(UpstreamID(unchecked: "1"), by: first)
        #expect(try await panel.refusal(of: resolving(link)) == .order(isTaken))
        try await panel.perform(resolving(.link(UpstreamID(unchecked: "2"))))
        #expect(try await panel.submission(second).upstreamID == UpstreamID(unchecked: "2"))
        #expect(try await panel.order(second).order.status == .processing)
        #expect(try await panel.refusal(of: resolving(.resubmit)) == .order(.isNotToBeSent(second)))
        let event = try #require(try await panel.store.events(of: second).last)
        #expect(event.what == .linked(UpstreamID(unchecked: "2"), note: KeptText("looked")) && event.by == "minh")
        let ids = try await panel.store.newestUpstreamIDs(of: provider, sinceRestore: false, limit: 9)
        #expect(ids.map(\.description) == ["2", "1"])
        let known = try await panel.store.knownUpstreamIDs(
            ["1", "2", "3"].map { UpstreamID(unchecked: $0) },
            of: provider
        )
        #expect(known.count == 2)
    }

    private static func contradictionIsHeld(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let before = try await panel.balance(alice)
        let order = try await panel.place(try await panel.service(by: [try await panel.provider()]), for: alice)
        try await panel.accept(order, as: "1")
        #expect(try await panel.report(order, "Partial", remains: 500) == .settled)
        let given = try await panel.order(order).order.refunded
        #expect(try await panel.report(order, "Completed", remains: 0) == .dropped)
        let held = try await panel.submission(order)
        #expect(held.state == .held && held.outcome == .partial && held.upstreamID != nil)
        #expect(try await panel.order(order).order.refunded == given)
        try await panel.perform(
            ResolveOrder(
                order: order,
                run: nil,
                provider: nil,
                decision: .refund,
                note: "the customer is right",
                staff: "minh",
                nextKey: .random(),
                now: PanelFixture.noon
            )
        )
        #expect(try await panel.balance(alice) == before)
        #expect(try await panel.store.submissionsNeedingAttention(limit: 9).isEmpty)
    }

    private static func impossibleReportsAreHeld(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let service = try await panel.service(by: [provider]) { $0.routes[0].cost = .of("1") }
        let order = try await panel.place(service, for: alice)
        try await panel.accept(order, as: "1")
        let impossible = "9200000000000"
        try await panel.report(order, "In progress", charge: impossible)
        let flagged = try await panel.submission(order)
        #expect(flagged.cost == .zero && flagged.attention == [.implausibleCost(.of(impossible), most: .of("2.1"))])
        #expect(flagged.expectedCost == .of("1"))
        #expect(try await panel.store.submissionsNeedingAttention(limit: 9) == [flagged])
        func resolve(_ decision: ResolveOrder.Decision) async throws {
            try await panel.perform(
                ResolveOrder(
                    order: order,
                    run: nil,
                    provider: provider.id,
                    decision: decision,
                    note: "they sent an invoice",
                    staff: "anna",
                    nextKey: .random(),
                    now: PanelFixture.noon
                )
            )
        }
        try await resolve(.accept)
        #expect(try await panel.submission(order).cost == .of(impossible))
        // Down and up again: more went through the house's accounts than they could hold.
        for _ in 1...4 {
            try await panel.report(order, "In progress", charge: "1")
            try await panel.report(order, "In progress", charge: impossible)
            try await resolve(.accept)
        }
        #expect(try await panel.submission(order).costCount == 9)
        for turn in 0..<40 where try await panel.submission(order).isWatched {
            try await panel.report(order, turn % 2 == 0 ? "Completed" : "In progress")
        }
        #expect(try await panel.submission(order).state == .held)
        #expect(try await panel.order(order).order.status == .completed)
        #expect(try await panel.store.events(of: order).count < 40)
    }
}
