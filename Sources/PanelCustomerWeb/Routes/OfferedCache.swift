import PanelCore
import Synchronization

/// What is offered, ready to be found, kept for as long as nothing of the catalogue changes.
final class OfferedCache: Sendable {
    private let kept = Mutex<OfferedServices?>(nil)

    func services(of catalogue: Catalogue) -> OfferedServices {
        if let kept = kept.withLock({ $0 }), kept.version == catalogue.version { return kept }
        // Outside the lock: two who come at once both make it, which costs less than having the others wait.
        let made = OfferedServices(catalogue)
        kept.withLock { current in
            if current.map({ $0.version < made.version }) ?? true { current = made }
        }
        return made
    }
}
