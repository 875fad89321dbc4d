package import PanelCore
import Synchronization

/// Tells those who sleep until there is work of the commits that made some.
///
/// It is a hint, never a promise: what a process that died committed, or another server, is found by whoever looks.
package final class Wakeups: Sendable {
    private struct Sleeper {
        weak var bell: Bell?
        let work: Set<Work>
    }

    private let sleepers = Mutex<[Sleeper]>([])

    package init() {}

    /// A bell that is rung for each of `work`, for as long as somebody has it.
    package func bell(for work: Set<Work>) -> Bell {
        let bell = Bell()
        sleepers.withLock { sleepers in
            sleepers.removeAll { $0.bell == nil }
            sleepers.append(Sleeper(bell: bell, work: work))
        }
        return bell
    }

    /// Says what there is to do.
    package func tell(of work: Set<Work>) {
        guard !work.isEmpty else { return }
        for bell in sleepers.withLock({ $0.filter { !$0.work.isDisjoint(with: work) }.map(\.bell) }) { bell?.ring() }
    }

    /// Has everybody look: what they wait for may have come otherwise.
    package func tellAll() {
        for bell in sleepers.withLock({ $0.map(\.bell) }) { bell?.ring() }
    }
}
