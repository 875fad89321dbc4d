import Logging
import PanelCore
import PanelStore

/// Makes due what a clock, when it was ahead, put off for longer than anything is put off: also when no step was noticed,
/// for a server that ended may have written it.
struct TooFarOffLook: Job {
    let store: any Store
    let writer: BatchWriter
    let keys: KeyAging
    let logger: Logger

    let name = "too-far-off"
    let interval = Duration.seconds(600)
    let place = JobPlace.oneServer

    private static let page = 1000

    init(store: any Store, writer: BatchWriter, keys: KeyAging, logger: Logger) {
        self.store = store
        self.writer = writer
        self.keys = keys
        self.logger = logger
    }

    func run(at now: Timestamp) async throws -> Bool {
        var count = 0
        for provider in try await store.providers() where provider.removedAt == nil {
            // What seems to have been sent later than now is of a clock that was ahead.
            try await keys.age(of: provider.id, by: 0)
            let found = try await store.tooFarOff(of: provider, at: now, limit: TooFarOffLook.page)
            guard !found.isEmpty else { continue }
            // The step may have been while no process looked.
            if count == 0 { try await store.noteClockSetBack() }
            count += try await writer.perform(BringForward(found, now: now)).get()
        }
        guard count > 0 else { return false }
        logger.notice(
            "What was to wait for a clock that is not ahead any more goes on now.",
            metadata: ["count": "\(count)"]
        )
        return true
    }
}
