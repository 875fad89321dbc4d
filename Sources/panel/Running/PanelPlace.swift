import ArgumentParser
import Foundation
import PanelCore

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

    /// - Parameters:
    ///   - text: `postgres://USER@HOST/NAME` or `sqlite:DIR`.
    ///   - directory: The one beside a PostgreSQL database.
    init?(_ text: String, directory: DataDirectory, isPooled: Bool) {
        if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty else { return nil }
            self.init(directory: DataDirectory(path: path))
        } else {
            guard ["postgres://", "postgresql://"].contains(where: text.hasPrefix) else { return nil }
            self.init(directory: directory, database: .postgres(url: text), isPooled: isPooled)
        }
    }

    /// Checks that a panel is there, or can be made.
    ///
    /// - Parameters:
    ///   - isNew: Whether it was said that it is a new one, in a directory that had another.
    ///   - creates: Whether one is made where there is none.
    func checkIsFree(isNew: Bool, creates: Bool) throws {
        guard database == .sqlite else {
            guard !isNew else { throw CommandFailure("--new is about a panel in a directory, not about --database.") }
            return
        }
        guard creates || directory.holdsPanel else {
            throw CommandFailure("There is no panel in \(directory.path). Name its directory with --data.")
        }
        try directory.checkIsFree(isNew: isNew)
        if isNew { try directory.forget() }
    }

    /// What is remembered of the panel beside its file. Nothing is, of a database server's.
    var memory: LifeMemory.State {
        database == .sqlite ? LifeFile(in: directory).read() : .none
    }

    /// The database in words, without the user, the password and all else that stands in its URL.
    var name: String {
        switch database {
        case .sqlite: return "sqlite:" + directory.path
        case .postgres(let url):
            // A password may have any character in it: whatever stands before the last @ is left out.
            let rest = url.drop { $0 != ":" }.dropFirst(3)
            let address = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
            return "postgres://" + address.prefix { $0 != "?" }
        }
    }
}

/// `--new`, of all commands that make a panel where there is none.
struct NewPanelOptions: ParsableArguments {
    @Flag(name: .customLong("new"), help: "Begin a new panel in a directory whose panel is gone.")
    var isNew = false
}
