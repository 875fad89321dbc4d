package import Logging
import Metrics
package import PanelCore

/// Runs jobs until it is stopped. A job that has begun is finished first, and never runs twice at once. What fails is logged
/// once, and once more when it works again.
package struct JobRunner: Sendable {
    private let jobs: [any Job]
    private let store: any Store
    private let wakeups: Wakeups
    private let leases: (any JobLeases)?
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    /// How soon a server begins with a job of which it got the lease.
    private static let leaseInterval = Duration.seconds(1)

    /// - Parameters:
    ///   - wakeups: What wakes jobs.
    ///   - leases: Which jobs this server runs, of those that one runs for all; none of them without.
    ///   - now: The wall clock.
    package init(
        _ jobs: [any Job],
        store: any Store,
        wakeups: Wakeups = Wakeups(),
        leases: (any JobLeases)? = nil,
        now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.jobs = jobs
        self.store = store
        self.wakeups = wakeups
        self.leases = leases
        self.now = now
        self.logger = logger
    }

    /// Runs until the signal is given.
    package func run(until stop: StopSignal) async {
        await withDiscardingTaskGroup { tasks in
            for job in jobs { tasks.addTask { await repeatJob(job, until: stop) } }
        }
    }

    private func repeatJob(_ job: any Job, until stop: StopSignal) async {
        let bell = wakeups.bell(for: job.wokenBy)
        let runs = Counter(label: "panel_job_runs", dimensions: [("job", job.name)])
        let failures = Counter(label: "panel_job_failures", dimensions: [("job", job.name)])
        var failuresInARow = 0
        if job.firstRest > .zero { await stop.wait(atMost: job.firstRest.spread) }
        while !stop.isGiven {
            guard begin(job) else {
                await stop.wait(atMost: min(job.interval, JobRunner.leaseInterval))
                continue
            }
            runs.increment()
            var isMore = false
            let start = ContinuousClock.now
            do {
                isMore = try await job.run(at: now())
                if failuresInARow > 0 { note(job, worksAfter: failuresInARow) }
                failuresInARow = 0
            } catch is CancellationError {
            } catch {
                failures.increment()
                if failuresInARow == 0 { note(job, failedWith: error) }
                failuresInARow += 1
            }
            end(job)
            if isMore {
                let rest = job.rest(after: start.duration(to: .now))
                if rest > .zero { await stop.wait(atMost: rest) }
            } else {
                await stop.wait(atMost: job.interval.spread, or: bell)
            }
        }
    }

    /// Whether a job is to be run here and now.
    private func begin(_ job: any Job) -> Bool {
        guard job.runsWhileClosed || store.closedReason == nil else { return false }
        switch job.place {
        case .everyServer: return true
        case .oneServer: return leases?.begin(job.name) ?? false
        }
    }

    private func end(_ job: any Job) {
        if job.place == .oneServer { leases?.end(job.name) }
    }

    // Once each, and not for as long as the database is away.
    private func note(_ job: any Job, failedWith error: any Error) {
        logger.warning("A job failed. It is tried again.", metadata: ["job": "\(job.name)", "error": "\(error)"])
    }

    private func note(_ job: any Job, worksAfter failures: Int) {
        logger.notice("A job works again.", metadata: ["job": "\(job.name)", "failures": "\(failures)"])
    }
}
