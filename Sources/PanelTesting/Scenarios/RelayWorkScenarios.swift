import PanelCore
import PanelStore
import Testing

// What the relaying finds to do, and what it does beside new orders.
extension StoreConformance {
    static func dueWorkIsFound(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let other = try await panel.provider("other")
        let service = try await panel.service(1, by: [provider])
        let orders = [
            try await panel.place(service, for: alice), try await panel.place(service, for: alice),
            try await panel.place(service, for: alice),
        ]
        _ = try await panel.place(try await panel.service(2, by: [other]), for: alice)
        func due(_ now: Timestamp = PanelFixture.noon, limit: Int = 9) async throws -> [OrderID] {
            try await panel.store.dueSubmissions(of: provider.id, at: now, limit: limit).map(\.order.id)
        }
        #expect(try await Set(due()) == Set(orders))
        #expect(try await due(limit: 2).count == 2)
        #expect(try await due(Timestamp(milliseconds: 0)).isEmpty)
        try await panel.accept(orders[0], as: "1")
        #expect(try await panel.claim(orders[1]) == 1)
        try await panel.perform(panel.answering(orders[1], .busy(retryAfter: 600)))
        #expect(try await due() == [orders[2]])
        #expect(try await Set(due(PanelFixture.noon.adding(seconds: 600))) == Set(orders.dropFirst()))
        try await panel.accept(orders[2], as: "2")
        let watched = try await panel.store.watchedSubmissions(of: provider.id, after: nil, limit: 9)
        #expect(
            watched.map(\.key.order) == [orders[0], orders[2]] && watched.map(\.upstreamID.description) == ["1", "2"]
        )
        let rest = try await panel.store.watchedSubmissions(of: provider.id, after: watched[0].key, limit: 9)
        #expect(rest.map(\.key) == [watched[1].key])
        // The one that waits is not in doubt; the two that were accepted were not confirmed yet.
        #expect(try await panel.inDoubt(at: provider) == 2)
        try await panel.report(orders[2], "Pending")
        #expect(try await panel.inDoubt(at: provider) == 1)
        #expect(try await panel.inDoubt(at: other) == 0)
        let open = try await panel.store.read(OpenSubmissions(of: [provider.id, other.id]))
        #expect(open[provider.id] == [.queued: 1, .accepted: 2] && open[other.id] == [.queued: 1])
        try await panel.report(orders[0], "Completed", remains: 0)
        let settled = RecordReports.Item(key: watched[0].key, upstreamID: watched[0].upstreamID, answer: .settled)
        let outcome = try await panel.perform(
            RecordReports(provider: provider.id, items: [settled], now: PanelFixture.noon)
        )
        #expect(outcome[watched[0].key] == .dropped)
        #expect(try await panel.store.watchedSubmissions(of: provider.id, after: nil, limit: 9).count == 1)
    }

    static func whatWasGivenUpInDoubtCounts(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let service = try await panel.service(by: [provider])
        let doubtful = try await panel.place(service, for: alice)
        let certain = try await panel.place(service, for: alice)
        #expect(try await panel.claim(doubtful) == 1)
        try await panel.perform(panel.answering(doubtful, .unclear(CallFailure(.timedOut))))
        #expect(try await panel.inDoubt(at: provider) == 1)
        for order in [doubtful, certain] {
            try await panel.perform(
                ResolveOrder(
                    order: order,
                    run: nil,
                    provider: provider.id,
                    decision: .refund,
                    note: "too late",
                    staff: "anna",
                    nextKey: .random(),
                    now: PanelFixture.noon
                )
            )
        }
        #expect(try await panel.submission(doubtful).state == .rejected)
        #expect(try await panel.inDoubt(at: provider) == 1)
        let later = PanelFixture.noon.adding(seconds: 1)
        #expect(try await panel.inDoubt(at: provider, givenUpSince: later) == 0)
    }

    static func dripFeedRuns(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service(by: [try await panel.provider()]) {
            $0.offersDripFeed = true
            $0.offersCancel = true
        }
        let before = try await panel.balance(alice)
        let request = try await panel.request(
            service,
            of: alice,
            quantity: 100,
            [.runs: "4", .interval: "10"]
        )
        let order = try #require(try await panel.perform(panel.placing(request, for: alice)).placedOrder)
        #expect(try await panel.submission(order).quantity == 100)
        try await panel.accept(order, as: "1")
        let second = try await panel.submission(order, run: 2)
        #expect(second.state == .queued && second.dueAt == PanelFixture.noon.adding(minutes: 10))
        #expect(try await panel.claim(order, run: 2) == nil)
        try await panel.report(order, "Completed", remains: 0)
        #expect(try await panel.order(order).order.status == .inProgress)
        #expect(try await panel.order(order).order.remains == 300)
        try await panel.accept(order, run: 2, as: "2", at: second.dueAt)
        #expect(try await panel.cancel([order], by: alice).isEmpty)
        let submissions = try await panel.store.submissions(of: order)
        #expect(submissions.map(\.state) == [.accepted, .accepted, .rejected])
        #expect(submissions.map(\.cancel) == [.none, .wanted, .none])
        #expect(try await panel.order(order).order.status == .inProgress)
        try await panel.report(order, run: 2, "Partial", remains: 40)
        let ended = try await panel.order(order).order
        #expect(ended.status == .partial && ended.remains == 240)
        #expect(try await panel.balance(alice) == before.subtracting(ended.netCharge))
        #expect(ended.refunded == ended.charge.scaled(by: 240, over: 400))
    }

    static func manyRuns(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "1000")
        let service = try await panel.service(by: [try await panel.provider()]) { $0.offersDripFeed = true }
        let runs: Int64 = 30
        func placed() async throws -> OrderID {
            let request = try await panel.request(
                service,
                of: alice,
                quantity: 100,
                [.runs: "\(runs)", .interval: "1"]
            )
            return try #require(try await panel.perform(panel.placing(request, for: alice)).placedOrder)
        }
        func accept(_ order: OrderID, _ run: Int64) async throws {
            let now = PanelFixture.noon.adding(minutes: run)
            try await panel.accept(order, run: run, as: "\(order)-\(run)", at: now)
        }
        let (whole, canceled) = (try await placed(), try await placed())
        for run in 1...runs {
            try await accept(whole, run)
            try await panel.report(whole, run: run, "Partial", remains: run)
        }
        let ended = try await panel.order(whole).order
        #expect(ended.status == .partial && ended.remains == runs * (runs + 1) / 2)
        for run in 1...10 as ClosedRange<Int64> {
            try await accept(canceled, run)
            if run < 9 { try await panel.report(canceled, run: run, "Completed") }
        }
        #expect(try await panel.cancel([canceled], by: alice).isEmpty)
        for run in 9...10 as ClosedRange<Int64> { try await panel.report(canceled, run: run, "Canceled") }
        let rest = try await panel.order(canceled).order
        #expect(rest.status == .partial && rest.remains == (runs - 8) * 100)
        #expect(rest.refunded == rest.charge.scaled(by: runs - 8, over: runs))
    }

    static func cancelAndRefillAreRelayed(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let service = try await panel.service(by: [provider]) {
            $0.offersCancel = true
            $0.offersRefill = true
            $0.refillAfterHours = 0
        }
        let order = try await panel.place(service, for: alice)
        try await panel.accept(order, as: "1")
        #expect(try await panel.cancel([order], by: alice).isEmpty)
        func wanted(at now: Timestamp = PanelFixture.noon) async throws -> [WatchedSubmission] {
            try await panel.store.wantedCancels(of: provider.id, at: now, limit: 9)
        }
        let asked = try await wanted()
        #expect(asked.map(\.upstreamID.description) == ["1"])
        func record(_ answer: RecordCancels.Answer) async throws {
            let item = RecordCancels.Item(key: asked[0].key, upstreamID: asked[0].upstreamID, answer: answer)
            try await panel.perform(RecordCancels(items: [item], now: PanelFixture.noon))
        }
        // What was left out of an answer is asked for again, but not at once.
        try await record(.missing)
        #expect(try await wanted().isEmpty)
        #expect(try await wanted(at: PanelFixture.noon.adding(seconds: 2)).count == 1)
        for _ in 1...2 { try await record(.refused(words: "too late")) }
        #expect(try await wanted(at: .distantFuture).isEmpty)
        #expect(try await panel.store.events(of: order).filter { $0.kind == .cancelRefused }.count == 1)
        try await panel.report(order, "Completed", remains: 0)

        let refill = try await panel.refill(order, by: alice).get()
        let due = try await panel.store.dueRefills(of: provider.id, at: PanelFixture.noon, limit: 9)
        #expect(due.map(\.id) == [refill] && due[0].relay?.order.description == "1")
        func relay(_ event: RelayRefill.Event) async throws -> Bool {
            try await panel.perform(RelayRefill(id: refill, order: order, event: event, now: PanelFixture.noon))
        }
        let lease = PanelFixture.noon.adding(seconds: 60)
        #expect(try await relay(.sending(lease: lease)))
        #expect(try await !relay(.sending(lease: lease)))
        #expect(try await panel.store.dueRefills(of: provider.id, at: PanelFixture.noon, limit: 9).isEmpty)
        #expect(try await panel.store.refillsNeedingAttention(limit: 9).isEmpty)
        #expect(try await relay(.unclear(.unclear(.failed(CallFailure(.timedOut))))))
        #expect(try await panel.store.dueRefills(of: provider.id, at: .distantFuture, limit: 9).isEmpty)
        #expect(try await panel.store.refillsNeedingAttention(limit: 9).map(\.id) == [refill])
        #expect(try await panel.store.refillsNeedingAttention(limit: 0).isEmpty)
        try await panel.perform(
            ResolveRefill(
                id: refill,
                order: order,
                decision: .link(UpstreamID(unchecked: "r-1")),
                note: "it is there",
                staff: "anna",
                now: PanelFixture.noon
            )
        )
        #expect(try await panel.store.refillsNeedingAttention(limit: 9).isEmpty)
        let sent = try await panel.store.dueRefills(of: provider.id, at: PanelFixture.noon, limit: 9)
        #expect(sent.first?.relay?.upstreamID?.description == "r-1")
        #expect(try await relay(.reported(.completed, next: lease)))
        #expect(try await panel.store.refillStatuses([refill], of: alice.id) == [refill: .completed])
        #expect(try await panel.store.dueRefills(of: provider.id, at: .distantFuture, limit: 9).isEmpty)
    }

    static func providerIsRemoved(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let service = try await panel.service(by: [provider]) {
            $0.offersRefill = true
            $0.refillAfterHours = 0
        }
        let order = try await panel.place(service, for: alice)
        func changing(_ change: ChangeProvider.Change) -> ChangeProvider {
            ChangeProvider(id: provider.id, change: change, now: PanelFixture.noon)
        }
        #expect(try await panel.refusal(of: changing(.remove)) == .provider(.hasOpenOrders(provider.name, 1)))
        #expect(try await panel.perform(changing(.pause)).isPaused)
        #expect(try await panel.claim(order) == nil)
        #expect(try await !panel.perform(changing(.resume)).isPaused)
        try await panel.accept(order, as: "1")
        try await panel.report(order, "Completed", remains: 0)
        let refill = try await panel.refill(order, by: alice).get()
        #expect(try await panel.refusal(of: changing(.remove)) == .provider(.hasOpenOrders(provider.name, 1)))
        try await panel.perform(UpdateRefill(id: refill, status: .rejected, now: PanelFixture.noon))
        #expect(try await panel.perform(changing(.remove)).removedAt == PanelFixture.noon)
        #expect(try await panel.store.catalogue()[service]?.isOffered == false)
        #expect(try await panel.refusal(of: changing(.pause)) != nil)
        let again = try await panel.provider()
        #expect(again.id != provider.id && again.name == provider.name)
    }

    static func catalogueIsFollowed(_ panel: PanelFixture) async throws {
        let provider = try await panel.provider()
        func sync(
            _ rates: [String: String],
            creates: Bool = false,
            rehearses: Bool = false
        ) async throws
            -> SyncCatalogue.Outcome
        {
            try await panel.perform(
                SyncCatalogue(
                    provider: provider.id,
                    listings: rates.sorted { $0.key < $1.key }.map { .sample($0.key, rate: $0.value) },
                    creation: creates ? .init(markup: 2000, category: nil) : nil,
                    isRehearsal: rehearses,
                    now: PanelFixture.noon
                )
            )
        }
        func offered() async throws -> [String] {
            try await panel.store.catalogue().services.filter(\.isOffered).map { "\($0.name) \($0.rate)" }
        }
        #expect(try await sync(["a": "1", "b": "2"], creates: true, rehearses: true).created == 2)
        #expect(try await offered().isEmpty)
        #expect(try await sync(["a": "1", "b": "2"], creates: true).created == 2)
        #expect(try await offered() == ["a 1.2", "b 2.4"])
        let second = try await sync(["a": "1.5", "c": "3"])
        #expect((second.created, second.updated, second.disabled) == (0, 1, 1))
        #expect(try await offered() == ["a 1.8"])
        let third = try await sync(["a": "1.5", "b": "2"])
        #expect((third.updated, third.unchanged) == (1, 1))
        #expect(try await offered() == ["a 1.8", "b 2.4"])
    }
}

extension UpstreamListing {
    fileprivate static func sample(_ id: String, rate: String) -> UpstreamListing {
        UpstreamListing(
            service: UpstreamID(unchecked: id),
            name: id,
            type: .standard,
            category: "Category",
            rate: .of(rate),
            minimum: 10,
            maximum: 1000,
            description: nil,
            offersRefill: true,
            offersCancel: true,
            offersDripFeed: false
        )
    }
}
