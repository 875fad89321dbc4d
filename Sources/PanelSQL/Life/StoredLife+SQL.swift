import PanelCore
import PanelStore

/// What a row of ``StoredLife/query`` is about.
private enum LifeRow: Int64 {
    case installation = 0
    case number
    case inode
    case bornAt
    case mark
    case closed
}

extension StoredLife {
    /// What the database says now.
    static func load(on connection: any SQLConnection) throws -> StoredLife {
        var stored = StoredLife(
            life: PanelLife(installation: "", number: 0, marks: [:]),
            recordedPlace: .unknown,
            closed: nil
        )
        try connection.run([
            .query(query) { row in
                let number = row.integer(2)
                guard let kind = LifeRow(rawValue: row.integer(0)) else { return }
                switch kind {
                case .installation: stored.life.installation = row.text(3)
                case .number: stored.life.number = number
                case .inode: stored.recordedPlace.inode = number
                case .bornAt: stored.recordedPlace.bornAt = number
                case .mark: stored.life.marks[row.text(1)] = number
                case .closed: stored.closed = ClosedReason(stored: row.text(3))
                }
            }
        ])
        return stored
    }

    /// Records where the database lies.
    static func move(to place: FilePlace) -> SQLJob {
        .one("UPDATE life SET inode = $1, born_at = $2", .row(.integer(place.inode), .integer(place.bornAt)))
    }

    /// Begins a life that goes on with another's, where the database lies.
    static func begin(_ life: PanelLife, at place: FilePlace) -> [SQLJob] {
        [
            .one(
                "UPDATE life SET number = $1, generation = $2, clock = $3",
                .row(
                    .integer(life.number),
                    .integer(life.marks[PanelLife.generation] ?? 0),
                    .integer(life.marks[PanelLife.clock] ?? 0)
                )
            ),
            move(to: place),
        ]
    }

    static var raiseGeneration: SQLJob { .one("UPDATE life SET generation = generation + 1", .none) }
    static var noteClockSetBack: SQLJob { .one("UPDATE life SET clock = clock + 1", .none) }

    /// Begins the life after a restore, with the steps of the clock that are known of the life that was lost.
    static func beginNextLife(knowing known: PanelLife?) -> SQLJob {
        .one(
            "UPDATE life SET number = number + 1, clock = CASE WHEN clock < $1 THEN $1 ELSE clock END",
            .row(.integer(known?.marks[PanelLife.clock] ?? 0))
        )
    }

    static var open: SQLJob {
        .one("UPDATE versions SET closed_for = NULL WHERE name = 'settings'", .none)
    }

    /// Closes the database for all servers, unless it is closed already. Waits for every batch that is under way.
    static func close(for reason: ClosedReason) -> SQLJob {
        .any(closing, .row(.text(reason.stored)))
    }

    private static let closing: SQL =
        "UPDATE versions SET closed_for = $1 WHERE name = 'settings' AND closed_for IS NULL"

    /// One statement, so that it sees one state without a transaction.
    private static let query = SQL(
        """
        SELECT CAST(0 AS BIGINT), '', CAST(0 AS BIGINT), value FROM settings WHERE name = 'installation'
        UNION ALL SELECT 1, '', number, '' FROM life
        UNION ALL SELECT 2, '', inode, '' FROM life
        UNION ALL SELECT 3, '', born_at, '' FROM life
        UNION ALL SELECT 4, '\(PanelLife.generation)', generation, '' FROM life
        UNION ALL SELECT 4, '\(PanelLife.clock)', clock, '' FROM life
        UNION ALL SELECT 4, name, version, '' FROM versions
            WHERE name IN ('\(PanelLife.settings)', '\(PanelLife.accountChanges)')
        UNION ALL SELECT 4, name, next, '' FROM sequences
        UNION ALL SELECT 5, '', 0, closed_for FROM versions WHERE closed_for IS NOT NULL
        """
    )
}
