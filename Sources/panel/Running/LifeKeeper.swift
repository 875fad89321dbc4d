import Logging
import PanelCore
import PanelStore
import PanelWords
import ServiceLifecycle
import Synchronization

/// Watches over the database that is served, and writes down in the directory how far its panel is.
final class LifeKeeper: ServiceLifecycle.Service {
    private let store: any Store
    private let file: LifeFile
    private let host: LifeMemory.Host
    private let logger: Logger
    private let written = Mutex<LifeMemory?>(nil)
    private let hasToldOfClosing = Atomic(false)

    /// How often it is looked whether the database is still there.
    private static let watchInterval = Duration.milliseconds(250)

    init(_ store: any Store, in directory: DataDirectory, logger: Logger) {
        self.store = store
        file = LifeFile(in: directory)
        host = .current(of: directory)
        self.logger = logger
    }

    /// What the directory remembers.
    var memory: LifeMemory.State { file.read() }

    /// Runs until graceful shutdown or cancellation.
    ///
    /// - Throws: What the store says when its database is not there any more: nothing may be served then.
    func run() async throws {
        let stop = StopSignal()
        try await withTaskCancellationOrGracefulShutdownHandler {
            let runner = JobRunner([self], store: store, now: { .now }, logger: logger)
            async let remembering: Void = runner.run(until: stop)
            let end: Result<Void, any Error>
            do { end = .success(try await watch(until: stop)) } catch { end = .failure(error) }
            stop.give()
            await remembering
            try end.get()
        } onCancelOrGracefulShutdown: {
            stop.give()
        }
        await remember()
    }

    /// Looks again and again whether the database is still there. It is no job: a job that fails is tried again, and this
    /// ends the process.
    private func watch(until stop: StopSignal) async throws {
        while true {
            await stop.wait(atMost: LifeKeeper.watchInterval)
            guard !stop.isGiven else { return }
            try store.checkIsThere()
            noteClosing()
        }
    }

    /// Says once why the panel is closed, when it is.
    func noteClosing() {
        guard let reason = store.closedReason, !hasToldOfClosing.exchange(true, ordering: .relaxed) else { return }
        logger.error(
            "The panel is closed: reads are answered, nothing is taken and nothing is relayed.",
            metadata: ["reason": "\(reason.english)"]
        )
    }

    /// Writes down now how far an open panel is, and says it if that is not possible.
    func remember() async {
        do { _ = try await run(at: .now) } catch { logger.warning("\(error)") }
    }

    /// Notes when the directory is on another machine or device than it was: that happens without a copy, too.
    func noteHost(in memory: LifeMemory.State) {
        guard case .some(let memory) = memory, memory.host != host else { return }
        logger.notice(
            "The directory is on another machine or device than before.",
            metadata: [
                "before": "\(memory.host.machine) \(memory.host.device)", "now": "\(host.machine) \(host.device)",
            ]
        )
    }
}

extension LifeKeeper: Job {
    var name: String { "life" }
    /// What is written down is at most a second older than the database, with the time that it takes.
    var interval: Duration { .milliseconds(750) }

    /// Writes down how far an open panel is, unless that is written already.
    func run(at now: Timestamp) async throws -> Bool {
        guard store.closedReason == nil else { return false }
        // While the database is away there is nothing new.
        guard let stored = try? await store.life(), store.closedReason == nil else { return false }
        let before = written.withLock { $0 } ?? memory.remembered(of: stored.life.installation)
        let latest = max(before?.latest ?? now, now)
        let memory = LifeMemory(life: stored.life, place: store.place, host: host, latest: latest)
        // What was sent in between has raised a mark.
        guard written.withLock({ $0?.saysAsMuch(as: memory) }) != true else { return false }
        do { try file.write(memory) } catch { throw NotWrittenDown(cause: error) }
        written.withLock { $0 = memory }
        return false
    }
}

private struct NotWrittenDown: Error, CustomStringConvertible {
    let cause: any Error

    var description: String {
        "It cannot be written down how far the panel is; an old database may go unnoticed at the next start: \(cause)"
    }
}
