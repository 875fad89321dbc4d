import Foundation
import Logging
import PanelCore
import PanelFulfilment
import PanelSQLite
import PanelStore
import PanelWords
import ServiceLifecycle

/// Opens a panel that is closed because its database is a copy, or older than it was.
struct PanelReopening: Sendable {
    private let configuration: StartupConfiguration
    private let place: PanelPlace
    private let isRestored: Bool
    private let firstOrder: Int64?

    init(_ configuration: StartupConfiguration, isRestored: Bool, firstOrder: Int64?) {
        self.configuration = configuration
        place = configuration.place
        self.isRestored = isRestored
        self.firstOrder = firstOrder
    }

    /// Until it is through the panel stays closed, and the same command goes on, or begins anew.
    ///
    /// - Returns: What was done, line by line.
    /// - Throws: ``CommandFailure`` when this is not what the panel needs; nothing was changed then.
    func run() async throws -> [String] {
        guard place.database != .sqlite || place.directory.holdsPanel else {
            throw CommandFailure("There is no panel in \(place.directory.path).")
        }
        let panel: PanelRuntime
        do {
            panel = try await PanelRuntime(configuration, for: .reopening, logger: .quiet)
        } catch SQLiteStoreError.inUse {
            throw CommandFailure("A server or another command works with \(place.directory.path). Stop it first.")
        }
        defer { try? panel.store.close() }
        let reason = try await reason(of: panel)
        panel.store.beginReopening()
        var lines = ["The panel in \(place.name) was closed. \(reason.english)"]
        let copy = try await panel.store.life().life
        let memory = panel.keeper.memory.remembered(of: copy.installation)
        if isRestored { lines += try await restore(panel, from: copy, remembering: memory) }
        try await panel.store.reopen(isRestored: isRestored, knowing: memory?.life)
        await panel.keeper.remember()
        lines.append("It is open now. Never serve another copy of it beside it.")
        return lines
    }

    /// Why the panel is closed, if it is and this may open it.
    private func reason(of panel: PanelRuntime) async throws -> ClosedReason {
        guard let reason = panel.store.closedReason else {
            throw CommandFailure("The panel in \(place.name) is not closed. Nothing was changed.")
        }
        guard isRestored || reason.isMendedByMoving else {
            throw CommandFailure("It was not only moved. \(reason.english)")
        }
        let servers = try await panel.store.livingServers(at: .now)
        guard servers.isEmpty || !isRestored else {
            throw CommandFailure(
                """
                Servers work with the database: \(servers.joined(separator: ", ")). Stop them all; one that was killed \
                counts as gone ten seconds later.
                """
            )
        }
        return reason
    }

    private func restore(
        _ panel: PanelRuntime,
        from copy: PanelLife,
        remembering memory: LifeMemory?
    ) async throws -> [String] {
        let clockWasSetBack = memory?.clockWasSetBack(since: copy, now: .now) ?? false
        try await panel.store.raiseSequences(above: memory?.life, firstOrder: firstOrder)
        let next = try await panel.store.life().life.marks
        let ids = ["orders", "refills"].map { "\($0) from \(next[$0] ?? 0)" }.joined(separator: ", ")
        let report = try await Output.progressing("Settling what waited, and asking the providers for orders …") {
            try await RestoredPanel(panel.fulfilment, limits: configuration.survey).resolve(
                firstOrder: OrderID(rawValue: next["orders"] ?? 1),
                clockWasSetBack: clockWasSetBack
            )
        }
        var lines = ["Ids that may have been given out are not given out again: \(ids)."]
        if clockWasSetBack {
            lines.append(
                """
                The system's clock was set back since the backup was made, so it does not tell what was due: all that \
                waited is held.
                """
            )
        }
        return lines + report.lines
    }
}
