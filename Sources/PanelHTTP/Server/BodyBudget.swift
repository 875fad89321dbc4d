import Synchronization

/// The memory for bodies that have not arrived whole.
///
/// Whoever has no key, or none that is known yet, gets a part of it that is small, so that customers always find room.
package final class BodyBudget: Sendable {
    /// How much of a body is not counted, in bytes. Most bodies are smaller, and as many as there are connections fit.
    package static let free = 4 * 1024

    private let most: Int
    private let mostUnknown: Int
    private let taken = Mutex((known: 0, unknown: 0))

    /// - Parameters:
    ///   - most: Bytes of bodies whose key is known.
    ///   - mostUnknown: Bytes of all others.
    package init(most: Int, mostUnknown: Int) {
        self.most = most
        self.mostUnknown = mostUnknown
    }

    /// What one body takes, given back when it ends.
    package final class Share: Sendable {
        private let budget: BodyBudget
        private let isKnown: Bool
        private let size = Atomic(0)

        /// - Parameter isKnown: Whether the body belongs to a key that is known.
        package init(of budget: BodyBudget, isKnown: Bool) {
            self.budget = budget
            self.isKnown = isKnown
        }

        /// Takes more until the body has `bytes`. Not called by two at once.
        ///
        /// - Returns: `false` when there is no room, and nothing more is taken.
        package func grow(to bytes: Int) -> Bool {
            let more = bytes - size.load(ordering: .relaxed)
            guard budget.take(more, isKnown: isKnown) else { return false }
            size.store(bytes, ordering: .relaxed)
            return true
        }

        deinit {
            _ = budget.take(-size.load(ordering: .relaxed), isKnown: isKnown)
        }
    }

    private func take(_ bytes: Int, isKnown: Bool) -> Bool {
        taken.withLock { taken in
            let (sum, limit) = isKnown ? (taken.known + bytes, most) : (taken.unknown + bytes, mostUnknown)
            guard bytes <= 0 || sum <= limit else { return false }
            if isKnown { taken.known = sum } else { taken.unknown = sum }
            return true
        }
    }
}
