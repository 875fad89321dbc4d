import PanelCore
import PanelStore
import Testing

// What waits, and what must not wait any longer.
extension StoreConformance {
    static func whatAClockPutOffTooFarIsFound(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let service = try await panel.service(by: [provider]) {
            $0.offersCancel = true
            $0.offersRefill = true
            $0.refillAfterHours = 0
        }
        let drip = try await panel.service(2, by: [provider]) { $0.offersDripFeed = true }
        let ahead = PanelFixture.noon.adding(hours: 5)
        // Never tried, tried, in doubt, to be canceled, to be refilled, a run of a drip-feed: all by a clock that is ahead.
        let orders = try await (0..<5).asyncMap { _ in try await panel.place(service, for: alice, at: ahead) }
        #expect(try await panel.claim(orders[1], at: ahead) == 1)
        try await panel.perform(panel.answering(orders[1], .notSent(CallFailure(.noConnection)), at: ahead))
        #expect(try await panel.claim(orders[2], at: ahead) == 1)
        try await panel.perform(panel.answering(orders[2], .unclear(CallFailure(.timedOut)), at: ahead))
        for (number, order) in orders[3...].enumerated() {
            try await panel.accept(order, as: "\(number)", at: ahead)
        }
        #expect(try await panel.cancel([orders[3]], by: alice, at: ahead).isEmpty)
        try await panel.report(orders[4], "Completed", remains: 0, at: ahead)
        let refill = try await panel.refill(orders[4], by: alice, at: ahead).get()
        let request = try await panel.request(drip, of: alice, quantity: 100, [.runs: "2", .interval: "10"])
        let runs = try #require(try await panel.perform(panel.placing(request, for: alice, at: ahead)).placedOrder)
        try await panel.accept(runs, as: "7", at: ahead)
        let under = try await panel.place(service, for: alice, at: ahead)
        #expect(try await panel.claim(under, at: ahead) == 1)

        func found(_ now: Timestamp, limit: Int = 9) async throws -> TooFarOff {
            try await panel.store.tooFarOff(of: provider, at: now, limit: limit)
        }
        #expect(try await found(ahead).isEmpty)
        #expect(try await found(PanelFixture.noon, limit: 2).submissions.count == 2)
        let all = try await found(PanelFixture.noon)
        let wanted = Set(orders[...3]).union([runs])
        #expect(Set(all.submissions.map(\.order)) == wanted && all.refills == [refill])
        #expect(all.submissions.first { $0.order == runs }?.run == 2)
        #expect(try await panel.perform(BringForward(all, now: PanelFixture.noon)) == 6)
        #expect(try await found(PanelFixture.noon).isEmpty)
        let due = try await panel.store.dueSubmissions(of: provider.id, at: PanelFixture.noon, limit: 9)
        #expect(Set(due.map(\.order.id)) == Set(orders[...2]).union([runs]))
        #expect(try await panel.store.wantedCancels(of: provider.id, at: PanelFixture.noon, limit: 9).count == 1)
        #expect(try await panel.store.dueRefills(of: provider.id, at: PanelFixture.noon, limit: 9).count == 1)
    }

    static func keysThatWereSentAreFound(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider(takesKeys: true)
        let service = try await panel.service(by: [provider])
        var orders: [OrderID] = []
        for _ in 1...6 { orders.append(try await panel.place(service, for: alice)) }
        // Queued again, being sent, in doubt, held, accepted, never tried.
        for order in orders[..<5] { #expect(try await panel.claim(order) == 1) }
        try await panel.perform(panel.answering(orders[0], .busy(retryAfter: 60)))
        try await panel.perform(panel.answering(orders[2], .unclear(CallFailure(.timedOut))))
        try await panel.perform(panel.answering(orders[3], .refused(words: "Oops")))
        try await panel.perform(panel.answering(orders[4], .accepted(UpstreamID(unchecked: "9"))))
        func found(
            after key: SubmissionKey? = nil,
            limit: Int = 9,
            sentAfter moment: Timestamp
        ) async throws -> [OrderID] {
            try await panel.store.submissionsWithKeys(of: provider.id, sentAfter: moment, after: key, limit: limit)
                .map(\.order)
        }
        let hour = Timestamp.millisecondsPerHour
        let begin = AgeKeys.begin(by: hour, at: PanelFixture.noon)
        let all = Array(orders[..<4])
        #expect(try await found(sentAfter: begin) == all)
        #expect(try await found(limit: 2, sentAfter: begin) == Array(all[..<2]))
        #expect(try await found(after: .first(of: all[1]), sentAfter: begin) == Array(all[2...]))
        #expect(try await found(sentAfter: PanelFixture.noon).isEmpty)
        let keys = all.map { SubmissionKey.first(of: $0) }
        #expect(try await panel.perform(AgeKeys(keys, by: hour, now: PanelFixture.noon)) == 4)
        #expect(try await panel.submission(all[2]).keySentAt == PanelFixture.noon.adding(hours: -1))
    }

    static func nextMomentsAreFound(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let (provider, other) = (try await panel.provider(), try await panel.provider("other"))
        let service = try await panel.service(by: [provider]) {
            ($0.offersCancel, $0.offersRefill, $0.refillAfterHours) = (true, true, 0)
        }
        func due() async throws -> NextDue? {
            let due = try await panel.store.nextDue(of: [provider.id, other.id])
            #expect(due[other.id] == NextDue())
            return due[provider.id]
        }
        #expect(try await due() == NextDue())
        let (noon, later) = (PanelFixture.noon, PanelFixture.noon.adding(minutes: 5))
        let orders = try await (0..<4).asyncMap { _ in try await panel.place(service, for: alice, at: later) }
        let first = try await panel.place(service, for: alice)
        #expect(try await due() == NextDue(queued: noon))
        #expect(try await panel.claim(first) == 1)
        #expect(try await due() == NextDue(queued: later))
        try await panel.perform(panel.answering(first, .unclear(CallFailure(.timedOut))))
        let uncertain = try await panel.submission(first).dueAt
        #expect(try await due() == NextDue(queued: later, uncertain: uncertain))
        for (number, order) in orders.enumerated() { try await panel.accept(order, as: "\(number)", at: later) }
        #expect(try await due() == NextDue(uncertain: uncertain))
        #expect(try await panel.cancel([orders[0]], by: alice, at: later).isEmpty)
        let cancel = try await panel.submission(orders[0])
        #expect(cancel.cancel == .wanted)
        #expect(try await due()?.errands == cancel.dueAt)
        try await panel.report(orders[1], "Completed", remains: 0, at: later)
        _ = try await panel.refill(orders[1], by: alice, at: later).get()
        let refill = try #require(try await panel.store.refills(status: nil, limit: 1).first?.relay)
        #expect(try await due()?.errands == min(cancel.dueAt, refill.dueAt))
        let note = PollRequest(
            key: .first(of: orders[2]),
            provider: provider.id,
            upstreamID: UpstreamID(unchecked: "2")
        )
        try await panel.perform(RequestPolling(note))
        #expect(try await due()?.hasPollRequests == true)
    }

    static func clocksOfServersMayDiffer(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let provider = try await panel.provider()
        let service = try await panel.service(by: [provider])
        let fresh = try await panel.place(service, for: alice, at: PanelFixture.noon.adding(seconds: 120))
        let tried = try await panel.place(service, for: alice)
        #expect(try await panel.claim(tried) == 1)
        try await panel.perform(panel.answering(tried, .busy(retryAfter: 60)))
        func due(ahead seconds: Int64, at now: Timestamp = PanelFixture.noon) async throws -> [OrderID] {
            try await panel.store.dueSubmissions(of: provider.id, at: now, ahead: seconds, limit: 9).map(\.order.id)
        }
        #expect(try await due(ahead: 0).isEmpty)
        #expect(try await due(ahead: ClockComparison.tolerance) == [fresh], "what was put off waits")
        #expect(try await due(ahead: 60).isEmpty)
        #expect(try await due(ahead: 300, at: PanelFixture.noon.adding(seconds: 120)).count == 2, "each comes once")
        #expect(try await panel.claim(fresh) == 1)
    }
}

extension Range<Int> {
    fileprivate func asyncMap<Value>(_ body: (Int) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for number in self { values.append(try await body(number)) }
        return values
    }
}
