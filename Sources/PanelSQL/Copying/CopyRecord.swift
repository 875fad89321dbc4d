import PanelCore

/// What a database says about a copy into it or out of it: a row of its table `copies`.
struct CopyRecord {
    enum Direction: Int64 {
        /// The database is, or was, filled by a copy.
        case into = 1
        /// The panel in the database moved, or is about to move, to another one.
        case outOf = 2
    }

    /// The panel that is copied.
    let installation: String
    /// The other database, in words for people.
    let place: String
    /// The run that worked with the database last: the same in the source and in the target, once it is through.
    let runner: Int64
    /// Whether the copy came to its end.
    let isFinished: Bool

    /// - Throws: ``SQLError/unfinishedCopy(from:)`` or ``SQLError/movedAway(to:isFinished:)`` for a database that no
    ///   panel may work with.
    static func refuseUse(on connection: any SQLConnection) throws {
        if let copy = try find(.into, on: connection), !copy.isFinished {
            throw SQLError.unfinishedCopy(from: copy.place)
        }
        if let copy = try find(.outOf, on: connection) {
            throw SQLError.movedAway(to: copy.place, isFinished: copy.isFinished)
        }
    }

    static func find(_ direction: Direction, on connection: any SQLConnection) throws -> CopyRecord? {
        try connection.list(query, .row(.integer(direction.rawValue))) { reader in
            CopyRecord(
                installation: reader.text(),
                place: reader.text(),
                runner: reader.integer(),
                isFinished: reader.optionalInteger() != nil
            )
        }.first
    }

    /// Writes the record of a copy that begins, in place of an older one.
    static func begin(
        _ direction: Direction,
        installation: String,
        place: String,
        runner: Int64,
        at now: Timestamp
    ) -> [SQLJob] {
        [
            remove(direction),
            .one(
                insert,
                .row(
                    .integer(direction.rawValue),
                    .text(installation),
                    .text(place),
                    .integer(runner),
                    .integer(now.milliseconds)
                )
            ),
        ]
    }

    static func remove(_ direction: Direction) -> SQLJob {
        .any("DELETE FROM copies WHERE direction = $1", .row(.integer(direction.rawValue)))
    }

    /// Has `runner` go on with an unfinished copy into the database, instead of whoever began it.
    static func take(for runner: Int64) -> SQLJob {
        .one("UPDATE copies SET runner = $1 WHERE direction = 1 AND finished_at IS NULL", .row(.integer(runner)))
    }

    /// Fails unless `runner` still is the one that copies into the database. Others wait for its transaction.
    static func hold(by runner: Int64) -> SQLJob {
        .one(
            "UPDATE copies SET runner = $1 WHERE direction = 1 AND runner = $1 AND finished_at IS NULL",
            .row(.integer(runner))
        )
    }

    static func finish(_ direction: Direction, at now: Timestamp) -> SQLJob {
        .any(
            "UPDATE copies SET finished_at = $2 WHERE direction = $1 AND finished_at IS NULL",
            .row(.integer(direction.rawValue), .integer(now.milliseconds))
        )
    }

    private static let query: SQL = "SELECT installation, place, runner, finished_at FROM copies WHERE direction = $1"
    private static let insert: SQL = """
        INSERT INTO copies (direction, installation, place, runner, started_at) VALUES ($1, $2, $3, $4, $5)
        """
}
