import ArgumentParser
import Foundation

/// Where a panel is: its database, and the directory with what belongs to this machine.
struct PanelPlace: Sendable {
    /// The database that holds the panel's state.
    enum Database: Sendable, Equatable {
        /// One file in the directory, for one process.
        case sqlite
        /// PostgreSQL, for any number of servers. The URL may hold a password.
        case postgres(url: String)
    }

    let directory: DataDirectory
    let database: Database
    /// Whether a pooler stands before the database that gives every transaction another connection.
    let isPooled: Bool

    init(directory: DataDirectory, database: Database = .sqlite, isPooled: Bool = false) {
        self.directory = directory
        self.database = database
        self.isPooled = isPooled
    }
}

/// `--data` and `--database`, common to all commands.
struct PlaceOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: "The directory with the panel's data.")
    var path = "./panel-data"

    @Option(
        help: ArgumentHelp(
            "The panel's database, when it is not in the directory: postgres://USER@HOST/NAME.",
            discussion: """
                It goes to libpq as it is: all its parameters, PG variables and password files count. The environment's \
                \(PlaceOptions.variable) says it too. Or sqlite:DIR, which is the same as --data DIR.
                """,
            valueName: "url"
        )
    )
    var database: String?

    @Flag(help: "The URL is that of a pooler in transaction mode, such as PgBouncer.")
    var pooled = false

    /// The environment variable that names the database when no option does.
    static let variable = "PANEL_DATABASE"

    func validate() throws {
        guard let text = database ?? environment, place(text) == nil else { return }
        // What was typed may hold a password: it is not repeated.
        throw ValidationError("--database takes postgres://USER@HOST/NAME or sqlite:DIR.")
    }

    var place: PanelPlace {
        (database ?? environment).flatMap(place) ?? PanelPlace(directory: DataDirectory(path: path))
    }

    private var environment: String? {
        ProcessInfo.processInfo.environment[PlaceOptions.variable].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func place(_ text: String) -> PanelPlace? {
        if text.hasPrefix("sqlite:") {
            let directory = String(text.dropFirst("sqlite:".count))
            return directory.isEmpty ? nil : PanelPlace(directory: DataDirectory(path: directory))
        }
        guard ["postgres://", "postgresql://"].contains(where: text.hasPrefix) else { return nil }
        return PanelPlace(
            directory: DataDirectory(path: path),
            database: .postgres(url: text),
            isPooled: pooled
        )
    }
}
