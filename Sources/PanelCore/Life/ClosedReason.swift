/// Why a panel takes and relays nothing: two that live on one panel's past would sell the same balances, give out the
/// same ids, and send the same orders.
package enum ClosedReason: Error, Hashable, Sendable {
    /// The database is older than what is known of it.
    ///
    /// - Parameters:
    ///   - mark: What tells: `generation`, `settings`, `life`, or the name of a sequence.
    ///   - found: Where that stands in the database.
    ///   - known: Where it stood before.
    case behind(mark: String, found: Int64, known: Int64)
    /// The database's file is not the one that it was when the panel was last open.
    case elsewhere
    /// The directory had another panel.
    case otherPanel
    /// What the directory remembers can not be read.
    case unreadableMemory
    /// The panel was opened again from a backup while this server ran.
    case restoredMeanwhile

    /// Whether `panel reopen --moved` is enough: nothing says that the database is an old one.
    package var isMendedByMoving: Bool {
        if case .behind = self { false } else { true }
    }
}

extension ClosedReason {
    /// As it is written down for all servers of a database. Only an old database is closed for all of them.
    package var stored: String {
        guard case .behind(let mark, let found, let known) = self else { return "" }
        return "\(mark) \(found) \(known)"
    }

    /// - Parameter stored: What ``stored`` gave.
    package init(stored: String) {
        let words = stored.split(separator: " ")
        guard words.count == 3, let found = Int64(words[1]), let known = Int64(words[2]) else {
            self = .behind(mark: stored, found: 0, known: 0)
            return
        }
        self = .behind(mark: String(words[0]), found: found, known: known)
    }
}
