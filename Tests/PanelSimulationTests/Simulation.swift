import PanelCore
import PanelTesting

/// A panel with its customers, staff and providers, all of it driven by one seed: the core as it is, everything
/// around it a model. The same seed does the same, step by step.
final class Simulation {
    let number: UInt64
    var random: Seeded
    var clock = VirtualClock(at: Instant(milliseconds: 600_000))
    /// By how much the wall clock is ahead of the other one, in milliseconds. Steps change it.
    var lead: Int64 = 1_772_366_400_000
    /// What the directory remembers: the latest that the wall clock showed, and how often it was found set back.
    var latest = Timestamp(milliseconds: 0)
    var stepsBack = 0
    var store: ModelStore
    let providers: [ModelProvider]
    var workers: [Worker]
    var trace: Trace
    var coverage = Coverage()

    /// Grows with each crash: what began in an earlier life of the process is not heard of any more.
    var life = 0
    var isRunning = true
    /// What waits for the next commit.
    var pending: [PendingCommand] = []
    var isCommitPlanned = false
    var isExpiring = false
    /// What the panel's process knows of its clocks, and of attempts that are under way.
    var comparison = ClockComparison()
    var leases = LeaseWatch<SubmissionKey, LeasedAttempt>()
    var lookedAt: Instant?
    var isBringingForward = false
    /// What there is to do, as the store says; `nil` when it was written since.
    var waiting: WaitingWork?
    /// When the next attempt is given up for lost, if ``leases`` saw what was written last.
    var nextExpiry: Instant?
    var areLeasesSeen = false
    /// When something last happened to what waits, and when a provider was last asked about an order.
    var touched: [SubmissionKey: Instant] = [:]
    /// Since when a provider was to be asked to cancel, or was asked last.
    var cancelWanted: [SubmissionKey: Instant] = [:]
    var asked: [SubmissionKey: Instant] = [:]
    var commits = 0
    /// At which commits the process dies.
    var crashes: Set<Int> = []

    /// A copy of the store, from which the panel may go on one day.
    var backup: ModelStore?
    /// How often the panel went on from a copy.
    var restores = 0
    /// For each time, the first order that was lost then, and by what its number grew.
    var lostSince: [(order: OrderID, offset: Int64)] = []

    /// Towards the end nothing goes wrong any more.
    var hasFaults = true
    /// Whom staff stopped; resumed at the end.
    var paused: Set<ProviderID> = []
    /// Orders whose truth the panel was told in a way that it can not follow.
    var excused: Set<OrderID> = []
    private(set) var steps = 0
    private var isDirty = true
    private var nextWork: (at: Instant, work: Step)?

    /// The parts of the panel that work by themselves.
    enum Step {
        case submit(Int)
        case investigate(Int)
        case poll(Int)
        case errands(Int)
        case expire
        case bringForward
    }

    /// What went wrong, if something did.
    struct Report {
        let seed: UInt64
        let failure: String?
        let steps: Int
        let traceHash: UInt64
        let trace: [String]
        let coverage: Coverage
    }

    /// After so many steps it does not come to rest any more.
    static let mostSteps = 6000
    /// After so many rounds staff can not help any more.
    private static let mostStaffRounds = 50

    init(seed number: UInt64, recordsTrace: Bool = false) {
        self.number = number
        random = Seeded(simulation: number)
        trace = Trace(isRecorded: recordsTrace)
        let world = World(&random)
        providers = world.providers
        store = ModelStore(accounts: world.accounts, services: world.services, providers: world.registered)
        workers = world.registered.map { Worker($0, floor: nil) }
        for _ in 0..<random.number(0...2) { crashes.insert(Int(random.number(5...80))) }
    }

    func run() -> Report {
        planLife()
        proceed(until: instant.adding(seconds: random.number(4...30) * 3600))
        if store.violation == nil {
            finish()
            proceed(until: nil)
            for _ in 0..<Simulation.mostStaffRounds where store.violation == nil && needsStaff {
                staffRound()
                proceed(until: nil)
            }
            if store.violation == nil { expectEverythingEnded() }
        }
        return Report(
            seed: number,
            failure: store.violation,
            steps: steps,
            traceHash: trace.hash,
            trace: trace.lines,
            coverage: coverage
        )
    }

    // MARK: Time

    /// What the clock shows that only goes forward.
    var instant: Instant { clock.now }

    /// What the wall clock shows.
    var now: Timestamp { Timestamp(milliseconds: instant.milliseconds + lead) }

    /// When the wall clock will show `moment`, unless it is set before.
    func instant(of moment: Timestamp) -> Instant { Instant(milliseconds: moment.milliseconds - lead) }

    /// Plans something outside the panel, which happens whatever becomes of the panel's process.
    func plan(_ delay: Int64, _ action: @escaping () -> Void) {
        clock.plan(after: delay, action)
    }

    /// Plans something in the panel's process, which dies with it.
    func planInProcess(_ delay: Int64, _ action: @escaping () -> Void) {
        let life = life
        clock.plan(after: delay) { [unowned self] in
            guard life == self.life else { return }
            action()
            touch()
        }
    }

    /// Something became known to the panel's process: what it does next has to be found out again.
    func touch() { isDirty = true }

    private func proceed(until end: Instant?) {
        while store.violation == nil {
            if isDirty {
                nextWork = isRunning ? findWork() : nil
                isDirty = false
            }
            var next = clock.next
            var work: Step?
            // At the same moment what was planned comes first.
            if let nextWork, next.map({ nextWork.at < $0 }) ?? true { (next, work) = (nextWork.at, nextWork.work) }
            guard let next, end.map({ next <= $0 }) ?? true else { return }
            steps += 1
            guard steps < Simulation.mostSteps else {
                return store.expect(false, "it does not come to rest")
            }
            if let work {
                clock.advance(to: next)
                isDirty = true
                start(work)
            } else {
                let action = clock.take()
                action()
            }
        }
    }

    private func start(_ work: Step) {
        switch work {
        case .submit(let index): submit(index)
        case .investigate(let index): investigate(index)
        case .poll(let index): poll(index)
        case .errands(let index): runErrands(index)
        case .expire: expireAttempts()
        case .bringForward: bringForward()
        }
    }

    var waitingWork: WaitingWork {
        let found = waiting ?? WaitingWork(in: store)
        waiting = found
        return found
    }

    /// What the panel's process does next by itself, and when.
    private func findWork() -> (at: Instant, work: Step)? {
        var next: (at: Instant, work: Step)?
        func consider(_ at: Instant?, _ work: Step) {
            guard let at else { return }
            if let next, next.at <= at { return }
            next = (at, work)
        }
        let waiting = waitingWork
        for index in workers.indices where store.providers[index].removedAt == nil {
            let share = waiting.shares[index]
            consider(lookDue(.submissions, index, submissionDue(index, share)), .submit(index))
            consider(lookDue(.investigations, index, investigationDue(index, share)), .investigate(index))
            consider(pollDue(index), .poll(index))
            consider(lookDue(.errands, index, errandsDue(share)), .errands(index))
        }
        consider(expiryDue(), .expire)
        consider(bringingForwardDue(), .bringForward)
        return next
    }
}
