import PanelCore
import Synchronization

/// The highest id of an order that a provider is known to have given out, where ids are numbers.
final class UpstreamFloor: Sendable {
    private let number: Mutex<Int64?>

    init(_ number: Int64?) {
        self.number = Mutex(number)
    }

    var highest: Int64? { number.withLock { $0 } }

    func note(_ id: UpstreamID) {
        guard let value = id.number else { return }
        number.withLock { $0 = max($0 ?? value, value) }
    }
}
