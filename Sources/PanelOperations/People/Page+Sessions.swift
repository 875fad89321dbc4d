package import PanelCore
package import PanelStore

extension Page<Session> {
    /// Without those that are too old. What was ended is not stored under the account's present number.
    func goingOn(_ limits: SessionLimits, at now: Timestamp) -> Page {
        Page(rows: rows.filter { !limits.haveEnded($0, at: now) }, next: next)
    }
}
