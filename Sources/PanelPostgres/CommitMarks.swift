import Glibc
import PanelSQL
import Synchronization

/// The name of one transaction, written in it.
struct CommitMark: Sendable {
    let server: Int64
    let number: Int64

    /// Writes the mark in the transaction that it names.
    var job: SQLJob {
        .any(CommitMarks.insert, .row(.integer(server), .integer(number), .integer(1)))
    }
}

/// Proves what became of a transaction whose commit was not answered.
///
/// Each transaction writes a mark, a row with a unique key. Whoever does not know whether it was committed writes a row
/// with the same key. If the old transaction is still under way, the database makes the new one wait for its end. If the
/// key was there, the old one was committed. If it was not, the old one was not committed and never will be: the key is
/// taken. That needs nothing of the database but its unique keys.
final class CommitMarks: Sendable {
    private let server = Int64.random(in: .min ... .max)
    private let lastNumber = Atomic<Int64>(0)
    private let nextTidyUp = Mutex((time: ContinuousClock.now + .seconds(10), number: CommitMarks.pace))

    /// How many marks are made until some are removed: twice as many, so that a day's worth that was left goes away too,
    /// and few enough that nobody waits for it.
    private static let pace: Int64 = 250

    func next() -> CommitMark {
        CommitMark(server: server, number: lastNumber.add(1, ordering: .relaxed).newValue)
    }

    /// Whether old marks are to be removed now: in proportion to what is written, and every ten seconds.
    func isTimeToTidyUp() -> Bool {
        let number = lastNumber.load(ordering: .relaxed)
        return nextTidyUp.withLock { next in
            guard number >= next.number || ContinuousClock.now >= next.time else { return false }
            next = (.now + .seconds(10), number + CommitMarks.pace)
            return true
        }
    }

    static func prepare(on connection: any SQLConnection) throws {
        var exists = false
        try connection.run([.query("SELECT to_regclass('commits') IS NOT NULL") { exists = $0.integer(0) != 0 }])
        // Not made when it is there: a server may run with no right to make tables.
        if !exists { try connection.run([.any(table), .any(index)]) }
    }

    /// - Parameter commit: Runs jobs in a transaction and commits it.
    /// - Returns: Whether the transaction of `mark` was committed. If not, it never will be.
    static func settle(_ mark: CommitMark, commit: ([SQLJob]) throws -> Void) throws -> Bool {
        let key = [SQLValue.integer(mark.server), .integer(mark.number)]
        do {
            try commit([.any(insert, .row(key[0], key[1], .integer(0)))])
            return false
        } catch let error as PostgresError where error.isDuplicate {
            // It may be the row of an earlier look whose own answer was lost.
            var isCommitted: Bool?
            try commit([.query(look, .row(key[0], key[1])) { isCommitted = $0.integer(0) == 1 }])
            guard let isCommitted else { throw error }
            return isCommitted
        }
    }

    /// Asks for the number of the newest transaction that the database has of those of the same server.
    static func newest(of mark: CommitMark, take: @escaping (Int64) -> Void) -> SQLJob {
        .query(last, .row(.integer(mark.server))) { take($0.integer(0)) }
    }

    private static let last: SQL = """
        SELECT COALESCE(MAX(number), 0) FROM commits WHERE server = $1 AND is_committed = 1
        """

    fileprivate static let insert = SQL(
        "INSERT INTO commits (server, number, is_committed, at) VALUES ($1, $2, $3, \(now))"
    )
    private static let look: SQL = "SELECT is_committed FROM commits WHERE server = $1 AND number = $2"
    /// How long a mark is there for certain: half of what it is kept for.
    static let lifetime = Duration.seconds(12 * 60 * 60)
    /// Takes away marks of the day before, in portions that hold up nobody. What another server takes away is left to it.
    static let removal = SQL(
        """
        DELETE FROM commits WHERE (server, number) IN (
            SELECT server, number FROM commits WHERE at < \(now) - 86400000 ORDER BY at LIMIT \(2 * pace)
            FOR UPDATE SKIP LOCKED
        )
        """
    )
    private static let now = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)"
    private static let table: SQL = """
        CREATE TABLE commits (
            server BIGINT NOT NULL,
            number BIGINT NOT NULL,
            is_committed BIGINT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (server, number)
        )
        """
    private static let index: SQL = "CREATE INDEX commits_at ON commits (at)"
}

/// Keeps the calling thread waiting, which must be one that may.
func pause(_ duration: Duration) {
    usleep(UInt32(duration.milliseconds * 1000))
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
