package import Logging
import PanelClient
package import PanelCore
package import PanelOperations
package import PanelSecrets
package import PanelStore
import PanelWords
import ServiceLifecycle

/// Relays orders to providers and settles what becomes of them, and runs jobs, for as long as it runs.
package final class Fulfilment: ServiceLifecycle.Service {
    let store: any Store
    let writer: BatchWriter
    let sealer: TextSealer?
    private let limits: Limits
    private let logger: Logger
    let clocks: Clocks
    private let leases: ServerLeases
    private let clockWatch: ClockWatch
    private let jobs: [any Job]
    private let workers = RunningWorkers()

    /// How much of a provider's answers is taken. What is longer counts as no answer.
    package struct Limits: Sendable {
        /// Longest answer in bytes.
        package var answer = 8 * 1024 * 1024
        /// Longest catalogue in bytes, unless ``answer`` is more.
        package var catalogue = 64 * 1024 * 1024

        package init() {}
    }

    /// - Parameters:
    ///   - server: What this process is called among those that share the store.
    ///   - sealer: Opens and seals keys of providers; without it no provider can be called or added.
    ///   - jobs: What else is done again and again, beside what relaying needs.
    package init(
        server: ServerName,
        store: any Store,
        writer: BatchWriter,
        sealer: TextSealer?,
        jobs: [any Job] = [],
        limits: Limits = Limits(),
        logger: Logger,
        clocks: Clocks
    ) {
        self.store = store
        self.writer = writer
        self.sealer = sealer
        self.limits = limits
        self.logger = logger
        self.clocks = clocks
        let keys = KeyAging(store: store, writer: writer, clocks: clocks)
        let farOff = TooFarOffLook(store: store, writer: writer, keys: keys, logger: logger)
        let leases = ServerLeases(
            server: server,
            jobs: Set((jobs + [farOff]).filter { $0.place == .oneServer }.map(\.name)),
            store: store,
            writer: writer,
            clocks: clocks
        )
        clockWatch = ClockWatch(
            store: store,
            wakeups: writer.wakeups,
            clocks: clocks,
            leases: leases,
            keys: keys,
            farOff: farOff,
            logger: logger
        )
        self.leases = leases
        let lost = LostAttempts(store: store, writer: writer, clocks: clocks)
        let others = OthersWork(store: store, wakeups: writer.wakeups) { [workers] in workers.providers }
        self.jobs = [clockWatch, farOff, lost] + (store.isShared ? [others] : []) + jobs
    }

    /// Runs until graceful shutdown or cancellation. Attempts that are under way then are finished first.
    package func run() async throws {
        let stop = StopSignal()
        await withTaskCancellationOrGracefulShutdownHandler {
            let renewal = LeaseRenewal(leases, store: store, workers: workers) { try await self.adjust() }
            async let jobsDone: Void = runner(of: jobs).run(until: stop)
            // Once it has ended no worker is started any more.
            await runner(of: [renewal]).run(until: stop)
            let ending = workers.takeAll()
            for running in ending { running.worker.context.stop.give() }
            await withTaskCancellationHandler {
                for running in ending { await running.task.value }
            } onCancel: {
                // What is under way ends now, and is uncertain where it was sent.
                for running in ending { running.task.cancel() }
            }
            await jobsDone
            await leases.leave()
        } onCancelOrGracefulShutdown: {
            stop.give()
        }
    }

    private func runner(of jobs: [any Job]) -> JobRunner {
        JobRunner(jobs, store: store, wakeups: writer.wakeups, leases: leases, now: clocks.now, logger: logger)
    }

    // MARK: Workers

    /// Starts a worker for each provider that has none, and stops those of removed or changed ones.
    ///
    /// - Returns: Whether all is as it has to be. It is not while a changed provider's worker still ends: there are
    ///   never two of one provider, and no provider waits for the calls of another.
    private func adjust() async throws -> Bool {
        let (currency, providers) = (try await store.currency(), try await store.providers())
        let current = Dictionary(uniqueKeysWithValues: providers.filter { $0.removedAt == nil }.map { ($0.id, $0) })
        for running in workers.all {
            let (provider, known) = (running.worker.context.provider, running.worker.context.currency)
            guard
                current[provider.id]?.url != provider.url || !leases.wants(.provider(provider.id)) || known != currency
            else { continue }
            running.worker.context.stop.give()
        }
        workers.dropEnded()
        var isDone = true
        for provider in current.values {
            if let worker = worker(of: provider.id) {
                worker.context.gate.isPaused = provider.isPaused
                writer.wakeups.tell(of: [.queued(provider.id)])
                if worker.context.isStopping { isDone = false }
                continue
            }
            guard leases.wants(.provider(provider.id)) else { continue }
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
                        leases: leases,
                        stop: StopSignal(),
                        logger: named(provider),
                        failures: FailureLog(named(provider)),
                        clocks: clocks,
                        clockWatch: clockWatch
                    )
                )
                workers.start(worker)
            } catch {
                named(provider).error("The provider cannot be called.", metadata: ["error": "\(error.english)"])
            }
        }
        return isDone
    }

    private func named(_ provider: Provider) -> Logger {
        var logger = logger
        logger[metadataKey: "provider"] = "\(provider.name)"
        return logger
    }

    func client(of provider: Provider) throws(ProviderProblem) -> PanelClient {
        guard let url = PanelURL(provider.url) else { throw .unusableAddress(provider.url) }
        var configuration = PanelClient.Configuration(url: url, key: try key(of: provider))
        configuration.longestAnswer = limits.answer
        configuration.longestCatalogue = limits.catalogue
        configuration.timeout = .seconds(provider.terms.timeoutSeconds)
        configuration.addressPolicy = provider.terms.allowsPrivateAddress ? .any : .publicOnly
        return PanelClient(configuration: configuration)
    }

    func worker(of provider: ProviderID) -> ProviderWorker? { workers[provider]?.worker }
}
