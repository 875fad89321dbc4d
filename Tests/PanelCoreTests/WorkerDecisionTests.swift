import PanelCore
import Testing

/// What the worker of a provider decides: what to send, what to look for, and when.
struct WorkerDecisionTests {
    private let provider = ProviderID(rawValue: 1)
    private let start = Instant(milliseconds: 1_000_000)
    private let keyed = ProviderTerms(idempotencyParameter: "key_of_caller", idempotencyHours: 24)
    private let plain = ProviderTerms()

    private func due(
        _ id: Int64,
        _ state: Submission.State = .queued,
        at moment: Timestamp = noon,
        floor: Int64? = nil,
        sentAt: Timestamp? = nil
    ) -> DueSubmission {
        let submission = Submission(
            key: SubmissionKey(order: order(id), run: 1),
            service: service(1),
            quantity: 1000,
            createdAt: noon,
            state: state,
            dueAt: moment,
            attempt: state == .uncertain ? 1 : 0,
            failures: state == .uncertain ? 1 : 0,
            isInDoubt: state == .uncertain,
            floor: floor,
            destination: .init(
                provider: provider,
                service: UpstreamID(unchecked: "7"),
                position: 0,
                relaysDripFeed: false
            ),
            idempotencyKey: IdempotencyKey(bytes: Array(repeating: UInt8(id), count: 16)),
            keySentAt: sentAt
        )
        return DueSubmission(submission: submission, order: .sample(id), parameters: [])
    }

    private func ids(_ due: [DueSubmission]) -> [Int64] { due.map(\.submission.key.order.rawValue) }

    // MARK: What to send

    @Test func aPausedProviderGetsOnlyWhatItMayHave() {
        let (new, doubtful) = (due(1).submission, due(2, .uncertain, sentAt: noon).submission)
        for isPaused in [false, true] {
            let rule = SendingRule(keyed, isPaused: isPaused, at: noon)
            #expect(rule.admits(new) == !isPaused)
            #expect(rule.admits(doubtful))
        }
    }

    @Test func whatIsHeldOrLaterOrWithoutItsKeyIsNotSent() {
        let rule = SendingRule(keyed, isPaused: false, at: noon)
        for state in Submission.State.allCases where state != .queued {
            #expect(!rule.admits(due(1, state).submission), "\(state)")
        }
        #expect(!rule.admits(due(1, .uncertain, at: noon.adding(seconds: 1), sentAt: noon).submission))
        // Nothing has put it off, and clocks differ.
        #expect(rule.admits(due(1, at: noon.adding(seconds: 300)).submission))
        #expect(!rule.admits(due(1, at: noon.adding(seconds: 301)).submission))
        #expect(!SendingRule(plain, isPaused: false, at: noon).admits(due(1, .uncertain, sentAt: noon).submission))
    }

    @Test func theFirstOnesAreTakenFirst() {
        var backlog = SubmissionBacklog()
        let rule = SendingRule(keyed, isPaused: false, at: noon)
        backlog.renew([due(4, .uncertain, sentAt: noon), due(2), due(9, .held), due(3)], under: rule, at: start)
        #expect(backlog.count == 3)
        let turn = backlog.take(upTo: 2, under: rule)
        #expect(ids(turn) == [4, 2])
        // Until the database knows, it shows them again.
        backlog.renew([due(4, .uncertain, sentAt: noon), due(2), due(3)], under: rule, at: start)
        #expect(ids(backlog.take(upTo: 9, under: rule)) == [3])
        backlog.forget(turn)
        backlog.renew([due(2)], under: rule, at: start)
        #expect(ids(backlog.take(upTo: 9, under: rule)) == [2])
        backlog.renew([due(5)], under: rule, at: start)
        #expect(backlog.take(upTo: 9, under: SendingRule(keyed, isPaused: true, at: noon)).isEmpty)
        #expect(backlog.count == 0)
    }

    @Test func itIsReadAgainWhenItIsUsedUpOrOld() {
        var backlog = SubmissionBacklog()
        let rule = SendingRule(keyed, isPaused: false, at: noon)
        #expect(backlog.reading(at: start) == ClockComparison.tolerance)
        backlog.renew([due(1)], under: rule, at: start)
        #expect(backlog.reading(at: start.adding(milliseconds: 999)) == nil)
        #expect(backlog.reading(at: start.adding(milliseconds: 1000)) == 0)
        #expect(backlog.reading(at: start.adding(milliseconds: 2000)) == ClockComparison.tolerance)
        backlog.renew([], under: rule, at: start.adding(milliseconds: 2000))
        #expect(backlog.reading(at: start.adding(milliseconds: 2001)) == 0)
    }

    // MARK: What to look for

    @Test func whatHasMuchTheSameIDsIsLookedForAtOnce() {
        let round = Investigation.Round(
            of: [
                due(1), due(2, .uncertain, floor: 500), due(3, .uncertain, floor: 700), due(4, .uncertain, floor: 701),
                due(5, .uncertain), due(6, .uncertain, floor: 600, sentAt: noon),
            ],
            under: keyed,
            at: noon
        )
        #expect(ids(round.near) == [2, 3] && round.floor == 500)
        #expect(ids(round.incomparable) == [5])
        #expect(Investigation.Round(of: [due(1)], under: keyed, at: noon).isEmpty)
    }

    // MARK: When

    @Test func whoeverHasNothingToDoSleepsUntilItIsTold() {
        for part in WorkerPart.allCases {
            #expect(part.rest(until: NextDue(), at: noon) == NextDue.longestRest, "\(part)")
            #expect(part.rest(until: nil, at: noon) <= 50, "\(part): it is not known whether there is something")
            #expect(!part.work(at: provider).isEmpty)
        }
        let told = WorkerPart.allCases.reduce(into: Set<Work>()) { $0.formUnion($1.work(at: provider)) }
        #expect(told == [.queued(provider), .uncertain(provider), .errands(provider), .pollRequests(provider)])
    }

    @Test func whatIsDueIsLookedForWhenItIs() {
        let soon = noon.adding(seconds: 7)
        #expect(WorkerPart.submissions.rest(until: NextDue(uncertain: soon), at: noon) == 7000)
        #expect(WorkerPart.investigations.rest(until: NextDue(uncertain: soon), at: noon) == 7000)
        #expect(WorkerPart.errands.rest(until: NextDue(errands: soon), at: noon) == 7000)
        #expect(WorkerPart.pollRequests.rest(until: NextDue(hasPollRequests: true), at: noon) == 0)
        // Others see to what is due, and is not sent.
        let now = NextDue(queued: noon)
        #expect((0...2).map { WorkerPart.submissions.rest(until: now, after: $0, at: noon) } == [50, 100, 200])
        #expect(WorkerPart.submissions.rest(until: now, isPaused: true, at: noon) == NextDue.longestRest)
    }
}
