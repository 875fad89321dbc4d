package import PanelCore

/// Why a panel is not copied.
package enum CopyError: Error, CustomStringConvertible {
    /// There is no panel where it is to be copied from.
    case noPanel(place: String)
    /// A database has not the schema of this program.
    case otherSchema(place: String, found: Int64, known: Int64)
    /// The source is itself being filled by a copy.
    case sourceUnfinished(place: String)
    /// The source takes nothing.
    case sourceClosed(place: String, ClosedReason)
    /// The panel was moved from the source already.
    case sourceMoved(place: String, to: String)
    /// Servers work with the source.
    case served(names: [String])
    /// The target holds something.
    case targetNotEmpty(place: String, tables: [String])
    /// The target holds a copy of the panel that was finished before the source was opened again.
    case outdated(place: String)
    /// The target holds an unfinished copy of another panel.
    case otherPanel(place: String, from: String)
    /// Another process copies into the target.
    case takenOver(place: String)
    /// There is nothing that could be opened again.
    case notMoved(place: String)

    package var description: String {
        switch self {
        case .noPanel(let place): "There is no panel in \(place)."
        case .otherSchema(let place, let found, let known):
            """
            \(place) has schema \(found), and this program copies schema \(known). A source is brought to it by \
            `panel doctor` of this program; a copy that another version began is begun anew in an empty database.
            """
        case .sourceUnfinished(let place): "\(place) is itself the target of a copy that is not finished."
        case .sourceClosed(let place, _): "The panel in \(place) is closed."
        case .sourceMoved(let place, let target):
            "The panel in \(place) was moved to \(target). `panel reopen` opens it again, if that copy is given up."
        case .served(let names):
            """
            Servers work with the source: \(names.joined(separator: ", ")). Stop them all; one that was killed counts \
            as gone ten seconds later.
            """
        case .targetNotEmpty(let place, let tables):
            """
            \(place) is not empty: it holds \(tables.prefix(5).joined(separator: ", "))\(tables.count > 5 ? ", …" : ""). \
            A panel is copied into an empty database only. Nothing was changed.
            """
        case .outdated(let place):
            "\(place) holds an older copy of this panel, which was opened again since. Take an empty database."
        case .otherPanel(let place, let source):
            "\(place) holds an unfinished copy of another panel, from \(source). Take an empty database."
        case .takenOver(let place): "Another process copies into \(place) now."
        case .notMoved(let place): "The panel in \(place) was not moved: there is nothing to open again."
        }
    }
}
