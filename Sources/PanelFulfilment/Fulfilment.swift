package import Logging
import PanelClient
package import PanelCore
package import PanelOperations
package import PanelStore
import ServiceLifecycle
import Synchronization

/// Relays orders to providers and settles what becomes of them, for as long as it runs.
package final class Fulfilment: ServiceLifecycle.Service {
    private struct Running {
        let worker: ProviderWorker
        let task: Task<Void, Never>
        /// Given when the worker has ended.
        let end: StopSignal
    }

    let store: any Store
    let writer: BatchWriter
    private let keys: KeySealer?
    private let logger: Logger
    let clocks: Clocks
    private let share: ProviderShare
    private let clockWatch: ClockWatch
    private let workers = Mutex<[ProviderID: Running]>([:])

    /// How soon a new or changed provider is noticed.
    private static let interval = Duration.milliseconds(250)
    /// How often lost attempts are looked for, in intervals.
    private static let roundsBetweenExpiries = 4
    /// How many attempts are watched at a time, over all providers.
    private static let mostAttempts = 20_000

    /// - Parameters:
    ///   - server: What this process is called among those that share the store.
    ///   - sealer: Opens and seals keys of providers; without it no provider can be called or added.
    package init(
        server: ServerName,
        store: any Store,
        writer: BatchWriter,
        sealer: KeySealer?,
        logger: Logger,
        clocks: Clocks
    ) {
        self.store = store
        self.writer = writer
        keys = sealer
        self.logger = logger
        self.clocks = clocks
        share = ProviderShare(server: server, store: store, writer: writer, logger: logger, clocks: clocks)
        clockWatch = ClockWatch(store: store, writer: writer, clocks: clocks, share: share, logger: logger)
    }

    /// Runs until graceful shutdown or cancellation. Attempts that are under way then are finished first.
    package func run() async throws {
        let stop = StopSignal()
        await withTaskCancellationOrGracefulShutdownHandler {
            async let watching: Void = clockWatch.run(until: stop)
            var leases = LeaseWatch<SubmissionKey, LeasedAttempt>()
            var known: SettingsVersion?
            var told: [ProviderID: NextDue] = [:]
            var round = 0
            while !stop.isGiven {
                let version = store.settingsVersion
                if await share.renew(calling: running) { known = nil }
                // Nothing is called any more once the panel is closed.
                if store.closedReason != nil { known = nil }
                if version != known, await adjust() {
                    known = version
                }
                await tellOfOthers(&told)
                if round % Fulfilment.roundsBetweenExpiries == 0 { await expireAttempts(&leases) }
                round += 1
                await stop.wait(atMost: Fulfilment.interval)
            }
            let ending = workers.withLock { workers in
                defer { workers = [:] }
                return Array(workers.values)
            }
            for running in ending { running.worker.context.stop.give() }
            await withTaskCancellationHandler {
                for running in ending { await running.task.value }
            } onCancel: {
                // What is under way ends now, and is uncertain where it was sent.
                for running in ending { running.task.cancel() }
            }
            await share.leave()
            await watching
        } onCancelOrGracefulShutdown: {
            stop.give()
        }
    }

    // MARK: Workers

    /// Starts a worker for each provider that has none, and stops those of removed or changed ones.
    ///
    /// - Returns: Whether all is as it has to be. It is not while a changed provider's worker still ends: there are
    ///   never two of one provider, and no provider waits for the calls of another.
    private func adjust() async -> Bool {
        // The database may go away as soon as the server has started, and comes back.
        guard let currency = try? await store.currency(), let providers = try? await store.providers() else {
            return false
        }
        let current = Dictionary(uniqueKeysWithValues: providers.filter { $0.removedAt == nil }.map { ($0.id, $0) })
        for (id, running) in workers.withLock({ $0 })
        where current[id]?.url != running.worker.context.provider.url || !share.wants(id)
            || running.worker.context.currency != currency
        {
            running.worker.context.stop.give()
        }
        workers.withLock { workers in workers = workers.filter { !$0.value.end.isGiven } }
        var isDone = true
        for provider in current.values {
            if let worker = worker(of: provider.id) {
                worker.context.gate.isPaused = provider.isPaused
                writer.wakeups.tell(of: [.queued(provider.id)])
                if worker.context.isStopping { isDone = false }
                continue
            }
            guard share.wants(provider.id) else { continue }
            do throws(ProviderProblem) {
                let worker = ProviderWorker(
                    ProviderWorker.Context(
                        provider: provider,
                        client: try client(of: provider),
                        store: store,
                        writer: writer,
                        gate: ProviderGate(provider, clocks: clocks, logger: named(provider)),
                        lists: ProviderLists(clocks: clocks),
                        currency: currency,
                        share: share,
                        stop: StopSignal(),
                        logger: named(provider),
                        clocks: clocks,
                        clockWatch: clockWatch
                    )
                )
                let end = StopSignal()
                let task = Task {
                    await worker.run()
                    end.give()
                }
                workers.withLock { $0[provider.id] = Running(worker: worker, task: task, end: end) }
            } catch {
                named(provider).error("The provider can not be called.", metadata: ["error": "\(error)"])
            }
        }
        return isDone
    }

    private func named(_ provider: Provider) -> Logger {
        var logger = logger
        logger[metadataKey: "provider"] = "\(provider.name)"
        return logger
    }

    func sealer() throws(ProviderProblem) -> KeySealer {
        guard let keys else {
            throw ProviderProblem("The panel's secret, which the keys of providers are sealed with, is not here.")
        }
        return keys
    }

    func client(of provider: Provider) throws(ProviderProblem) -> PanelClient {
        guard let url = PanelURL(provider.url) else {
            throw ProviderProblem("\(provider.url) is not the address of an API.")
        }
        var configuration = PanelClient.Configuration(
            url: url,
            key: try sealer().open(provider.sealedKey, for: provider.name)
        )
        configuration.timeout = .seconds(provider.terms.timeoutSeconds)
        configuration.addressPolicy = provider.terms.allowsPrivateAddress ? .any : .publicOnly
        return PanelClient(configuration: configuration)
    }

    /// How calling goes of the providers that this server calls.
    private var running: [ProviderID: ProviderHealth] {
        workers.withLock { workers in
            workers.filter { !$0.value.end.isGiven }.mapValues { $0.worker.context.gate.health }
        }
    }

    func worker(of provider: ProviderID) -> ProviderWorker? {
        workers.withLock { $0[provider]?.worker }
    }

    /// Looks what commits of other servers give the workers of this one to do: one question for all of them.
    private func tellOfOthers(_ told: inout [ProviderID: NextDue]) async {
        let called = workers.withLock { Array($0.keys) }
        guard store.isShared, !called.isEmpty, let due = try? await store.nextDue(of: called) else { return }
        let now = clocks.now()
        for (provider, due) in due {
            writer.wakeups.tell(of: due.work(of: provider, at: now, since: told[provider]))
        }
        told = due
    }

    // MARK: Lost attempts

    /// Gives up what nobody answers for, here or on another server. What this process makes is answered for within its
    /// lease, unless the answer could not be written down.
    private func expireAttempts(_ leases: inout LeaseWatch<SubmissionKey, LeasedAttempt>) async {
        guard let attempts = try? await store.attemptsUnderWay(limit: Fulfilment.mostAttempts) else { return }
        leases.see(Dictionary(attempts.map { ($0.key, $0) }) { first, _ in first }, at: clocks.instant())
        let ended = leases.ended(at: clocks.instant(), length: \.length)
        guard !ended.isEmpty else { return }
        _ = try? await writer.perform(ExpireAttempts(Array(ended.values), now: clocks.now()))
    }
}
