/// Who hashes now, who waits, and who is sent away. It decides only; ``PasswordHasher`` has the threads.
struct HashingQueue<Origin: Hashable> {
    /// What becomes of whoever comes.
    enum Admission: Equatable {
        case run
        case wait
        case refused
    }

    typealias Ticket = Int

    private let mostRunning: Int
    private let mostWaiting: Int
    private var running: Set<Ticket> = []
    /// In the order in which they came.
    private var waiting: [Ticket] = []
    /// Of those who run or wait, where that is known.
    private var origins: [Ticket: Origin] = [:]

    init(running: Int, waiting: Int) {
        mostRunning = running
        mostWaiting = waiting
    }

    /// - Parameter origin: Of which one at a time runs or waits; `nil` is nobody's, of which there may be more.
    mutating func admit(_ ticket: Ticket, from origin: Origin?) -> Admission {
        if let origin, origins.values.contains(origin) { return .refused }
        let admission: Admission
        if running.count < mostRunning {
            running.insert(ticket)
            admission = .run
        } else if waiting.count < mostWaiting {
            waiting.append(ticket)
            admission = .wait
        } else {
            return .refused
        }
        origins[ticket] = origin
        return admission
    }

    /// One who waited does not any more.
    ///
    /// - Returns: `false` for who does not wait.
    mutating func giveUp(_ ticket: Ticket) -> Bool {
        guard let place = waiting.firstIndex(of: ticket) else { return false }
        waiting.remove(at: place)
        origins[ticket] = nil
        return true
    }

    /// One who ran is done.
    ///
    /// - Returns: Who runs now in its place.
    mutating func finish(_ ticket: Ticket) -> Ticket? {
        running.remove(ticket)
        origins[ticket] = nil
        guard !waiting.isEmpty else { return nil }
        let next = waiting.removeFirst()
        running.insert(next)
        return next
    }
}
