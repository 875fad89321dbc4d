import PanelCore
import Testing

struct CallGateTests {
    private var gate: CallGate

    init() {
        gate = CallGateTests.gate()
    }

    private static func gate(inFlight: Int64 = 8, perMinute: Int64? = nil) -> CallGate {
        CallGate(.sample(terms: ProviderTerms(maxInFlight: inFlight, requestsPerMinute: perMinute)))
    }

    private let timeOut = Setback.failed(CallFailure(.timedOut))
    private let odd = CallGate.End.notUnderstood(words: "Something odd")

    @Test mutating func oneCallIsKeptFreeForOthersThanOrders() {
        #expect(gate.enter(upTo: 100, for: .orders, at: start) == 7)
        #expect(gate.room(for: .orders) == 0 && gate.room(for: .others) == 1)
        #expect(gate.opening(for: .orders, at: start) == nil, "an answer has to come first")
        #expect(gate.enter(upTo: 1, for: .others, at: start) == 1)
        #expect(gate.inFlight == 8)
        _ = gate.leave(.answered, for: .orders, at: start)
        #expect(gate.enter(upTo: 1, for: .others, at: start) == 1)
    }

    @Test func whoTakesOneCallAtATimeGetsOrders() {
        var gate = CallGateTests.gate(inFlight: 1)
        #expect(gate.enter(upTo: 9, for: .orders, at: start) == 1)
    }

    @Test mutating func aProviderIsLeftAloneForAsLongAsItAsks() {
        #expect(gate.enter(upTo: 1, for: .others, at: start) == 1)
        _ = gate.leave(.answered, for: .others, asking: 90, at: start)
        #expect(gate.opening(for: .orders, at: start) == start.adding(seconds: 90))
        #expect(gate.enter(upTo: 1, for: .orders, at: start.adding(milliseconds: 89_999)) == 0)
        #expect(gate.enter(upTo: 1, for: .orders, at: start.adding(seconds: 90)) == 1)
    }

    @Test func whatWasNotMadeCostsNoBudget() {
        var gate = CallGateTests.gate(inFlight: 100, perMinute: 60)
        #expect(gate.enter(upTo: 50, for: .others, at: start) == RequestBudget.burst)
        #expect(gate.opening(for: .others, at: start) == start.adding(seconds: 1))
        _ = gate.leave(.unused, for: .others, at: start)
        #expect(gate.opening(for: .others, at: start) == start)
    }

    @Test mutating func fiveFailuresStopAllCallsOnce() {
        var changes: [CallGate.Change?] = []
        for _ in 0..<7 {
            _ = gate.enter(upTo: 1, for: .others, at: start)
            changes.append(gate.leave(.failed(timeOut), for: .others, at: start))
        }
        #expect(changes.compactMap(\.self) == [.callsStopped(timeOut)])
        #expect(gate.enter(upTo: 1, for: .orders, at: start) == 0)
        let later = start.adding(seconds: 2)
        #expect(gate.enter(upTo: 5, for: .others, at: later) == 1)
        #expect(gate.leave(.answered, for: .others, at: later) == .callsResumed)
        #expect(gate.enter(upTo: 5, for: .others, at: later) == 5)
    }

    // MARK: Refusals in words that nobody knows

    /// A provider refuses all that is sent, however fast orders come.
    private mutating func refuseAll(at now: Instant) -> (sent: Int64, changes: [CallGate.Change]) {
        var (sent, changes): (Int64, [CallGate.Change]) = (0, [])
        while case let taken = gate.enter(upTo: 1000, for: .orders, at: now), taken > 0 {
            sent += taken
            for _ in 0..<taken {
                if let change = gate.leave(odd, for: .orders, at: now) { changes.append(change) }
            }
        }
        return (sent, changes)
    }

    @Test mutating func unknownRefusalsInARowStopOrders() {
        let (sent, changes) = refuseAll(at: start)
        #expect(sent == 7, "what was under way, and nothing more")
        #expect(changes == [.ordersStopped(words: "Something odd")])
        #expect(gate.circuit.failures == 7)
        #expect(gate.lastTrouble == .notUnderstood(KeptText("Something odd")))
        #expect(gate.enter(upTo: 1, for: .others, at: start) == 1, "orders are still asked about")
        #expect(gate.leave(.answered, for: .others, at: start) == nil, "which says nothing of new ones")
        #expect(gate.enter(upTo: 1, for: .orders, at: start) == 0)
    }

    @Test mutating func afterTheFirstOneOnlySomeMoreAreRisked() {
        #expect(gate.enter(upTo: 1, for: .orders, at: start) == 1)
        _ = gate.leave(odd, for: .orders, at: start)
        #expect(gate.enter(upTo: 100, for: .orders, at: start) == CircuitBreaker.threshold - 1)
        #expect(gate.enter(upTo: 100, for: .orders, at: start) == 0)
        #expect(gate.leave(.answered, for: .orders, at: start) == nil)
        #expect(gate.enter(upTo: 100, for: .orders, at: start) == 4, "it was one order's fault: all that fit")
    }

    @Test mutating func staffHearOnceThatTheAccountIsRefused() {
        let refused = CallGate.End(.refused(words: "Not enough funds"))
        var changes: [CallGate.Change?] = []
        for end in [refused, refused, .failed(timeOut), refused, .answered, .answered, refused] {
            #expect(gate.enter(upTo: 1, for: .orders, at: start) == 1)
            changes.append(gate.leave(end, for: .orders, at: start))
            // What is said of other calls says nothing of new orders.
            #expect(gate.enter(upTo: 1, for: .others, at: start) == 1)
            #expect(gate.leave(.answered, for: .others, at: start) == nil)
        }
        let told = CallGate.Change.accountRefused(words: "Not enough funds")
        #expect(changes == [told, nil, nil, nil, .ordersResumed, nil, told])
        #expect(gate.lastTrouble == .setback(.refused(KeptText("Not enough funds"), httpStatus: nil)))
    }

    @Test mutating func itIsTriedWithOneOrderNowAndThen() {
        _ = refuseAll(at: start)
        var (now, tries) = (start, Int64(0))
        while now < start.adding(seconds: 3600) {
            now = now.adding(seconds: 1)
            tries += refuseAll(at: now).sent
        }
        #expect(tries >= 4 && tries <= 8, "\(tries) orders in an hour")
    }

    @Test(arguments: [SubmissionAnswer.accepted(UpstreamID(unchecked: "1")), .refused(words: "Bad link")])
    func aKnownAnswerEndsIt(answer: SubmissionAnswer) {
        var tests = self
        _ = tests.refuseAll(at: start)
        let later = start.adding(seconds: 30)
        #expect(tests.gate.enter(upTo: 100, for: .orders, at: later) == 1)
        #expect(tests.gate.leave(.init(answer), for: .orders, at: later) == .ordersResumed)
        #expect(tests.gate.enter(upTo: 100, for: .orders, at: later) == 7)
    }

    @Test mutating func whatReachedNobodyIsNoTry() {
        _ = refuseAll(at: start)
        let later = start.adding(seconds: 30)
        #expect(gate.enter(upTo: 1, for: .orders, at: later) == 1)
        _ = gate.leave(.init(.notSent(CallFailure(.noConnection))), for: .orders, at: later)
        #expect(gate.enter(upTo: 9, for: .orders, at: later) == 1)
    }

    @Test mutating func staffWhoLetItGoOnAreBelieved() {
        _ = refuseAll(at: start)
        #expect(gate.pause(true) == nil && gate.isPaused)
        #expect(gate.pause(false) == .ordersResumed && !gate.isPaused)
        #expect(gate.pause(false) == nil)
        #expect(gate.enter(upTo: 9, for: .orders, at: start) == 7)
    }
}
