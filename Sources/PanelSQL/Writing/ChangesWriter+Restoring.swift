import PanelCore

// What becomes known after a restore. Finding it out again changes nothing.
extension ChangesWriter {
    static func restoring(_ changes: Changes) -> [SQLJob] {
        writing(insertRestore, changes.restores, width: Restore.width, isExact: false) { $0.values }
            + writing(insertOrphan, changes.orphans.values, width: OrphanOrder.width, isExact: false) { $0.values }
    }

    private static let insertRestore: SQL = """
        INSERT INTO restores (first_order, at) VALUES ($1, $2) ON CONFLICT (first_order) DO NOTHING
        """
    private static let insertOrphan = SQL(
        """
        INSERT INTO orphan_orders (\(OrphanOrder.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (provider_id, upstream_id) DO NOTHING
        """
    )
}
