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
    private let isFailing = Atomic(false)
    private let hasToldOfClosing = Atomic(false)

    /// How often it is looked whether the database is still there.
    private static let interval = Duration.milliseconds(250)
    /// How often it is looked how far the panel is, in intervals: what is written down is at most a second older than
    /// the database, with the time that it takes.
    private static let roundsBetweenWrites = 3

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
        try await cancelWhenGracefulShutdown {
            var round = 0
            while (try? await Task.sleep(for: LifeKeeper.interval)) != nil {
                try self.store.checkIsThere()
                self.noteClosing()
                round += 1
                if round % LifeKeeper.roundsBetweenWrites == 0 { await self.remember() }
            }
        }
        await remember()
    }

    /// Says once why the panel is closed, when it is.
    func noteClosing() {
        guard let reason = store.closedReason, !hasToldOfClosing.exchange(true, ordering: .relaxed) else { return }
        logger.error(
            "The panel is closed: reads are answered, nothing is taken and nothing is relayed.",
            metadata: ["reason": "\(reason.english)"]
        )
    }

    /// Writes down how far an open panel is, unless that is written already.
    func remember() async {
        guard store.closedReason == nil else { return }
        // While the database is away there is nothing new.
        guard let stored = try? await store.life(), store.closedReason == nil else { return }
        let before = written.withLock { $0 } ?? memory.remembered(of: stored.life.installation)
        let latest = max(before?.latest ?? .now, .now)
        let memory = LifeMemory(life: stored.life, place: store.place, host: host, latest: latest)
        // What was sent in between has raised a mark.
        guard written.withLock({ $0?.saysAsMuch(as: memory) }) != true else { return }
        do {
            try file.write(memory)
            written.withLock { $0 = memory }
            if isFailing.exchange(false, ordering: .relaxed) {
                logger.notice("It is written down again how far the panel is.")
            }
        } catch {
            guard !isFailing.exchange(true, ordering: .relaxed) else { return }
            logger.warning(
                "It can not be written down how far the panel is; an old database may go unnoticed at the next start.",
                metadata: ["error": "\(error)"]
            )
        }
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
