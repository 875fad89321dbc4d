package import PanelCore
package import PanelStore

/// What staff can do, on whatever surface, for one who does it. Whoever may not is refused, and what changes something is
/// in the audit.
///
/// Operations throw `StaffRefusal` for what is not to be done, `InvalidInput` for what can not be meant,
/// `ProviderProblem` for what a provider is needed for, `HasherBusy` when too many passwords are being hashed, `WriterError` when the panel can not write, and the engine's
/// error when it can not read.
package struct StaffOperations: Sendable {
    let panel: OpenPanel
    let principal: Principal

    package init(_ panel: OpenPanel, by principal: Principal) {
        self.panel = panel
        self.principal = principal
    }

    var store: any Store { panel.store }

    /// What the panel's clock shows.
    package var now: Timestamp { panel.now() }

    func require(_ permission: Permission) throws {
        try principal.require(permission)
    }

    /// Carries out a command of staff for whoever this acts for.
    ///
    /// - Parameter command: Makes it, dated with the moment that the audit gets too.
    func perform<C: StaffCommand>(_ command: (Timestamp) -> C) async throws -> C.Outcome {
        let now = panel.now()
        return try await panel.writer.perform(Audited(command(now), by: principal, at: now)).get()
    }

    /// As that, for commands that have no time of their own.
    func perform<C: StaffCommand>(_ command: C) async throws -> C.Outcome {
        try await perform { _ in command }
    }
}

// MARK: Parts of listings

extension StaffOperations {
    /// How many rows of a listing somebody gets who does not say how many.
    package static let usualRows = 50

    /// Reads which part of a listing somebody wants.
    ///
    /// - Parameters:
    ///   - limit: How many rows; ``usualRows`` when nothing is said.
    ///   - cursor: Where the page before ended.
    package func part(limit: String?, after cursor: String?) throws(InvalidInput) -> Part {
        let most = panel.limits.rows
        let after = cursor.map { Cursor($0) }
        guard let limit else { return Part(limit: min(StaffOperations.usualRows, most), after: after) }
        guard let rows = Int(limit), (1...most).contains(rows) else { throw .limit(most: most) }
        return Part(limit: rows, after: after)
    }
}
