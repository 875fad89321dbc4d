import Foundation
import Synchronization
import Testing

/// A PostgreSQL server for tests: in a temporary directory, on loopback, and gone when this process is.
///
/// Never one that is there already: what tests do to a database must not reach anybody's.
package final class PostgresCluster: Sendable {
    /// How a server is stopped.
    package enum Stop: Int32 {
        /// Ends all connections and writes everything down, as an administrator does it.
        case fast = 2
        /// As if the machine had lost its power: what was written is found again at the next start.
        case immediate = 3
    }

    private struct State {
        var watchdog: SpawnedProgram?
        var input: Pipe?
        var databases = 0
    }

    package let port: Int
    private let isDurable: Bool
    private let directory: String
    private let state = Mutex(State())

    /// The server that tests of one process share, if they do not stop it.
    package static let shared = Task { try await PostgresCluster() }

    /// Makes and starts a server.
    ///
    /// - Parameter isDurable: Whether it waits for the disk, without which the program takes no database.
    package init(isDurable: Bool = false) async throws {
        self.isDurable = isDurable
        port = try LoopbackPort.free()
        directory = "/tmp/panel-postgres-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        if let user = PostgresCluster.user {
            try PostgresCluster.run("/bin/chown", [user, directory])
        }
        // A language in whose order of letters no text may be compared.
        try PostgresCluster.run(
            "/usr/bin/env",
            PostgresCluster.unprivileged + [
                PostgresCluster.binaries + "/initdb", "--pgdata=\(directory)/data", "--username=panel", "--auth=trust",
                "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi", "--no-sync",
                "--no-instructions",
            ]
        )
        try await start()
    }

    deinit {
        try? stop(.immediate)
        try? FileManager.default.removeItem(atPath: directory)
    }

    // MARK: Start and stop

    /// Starts the server and waits until it takes connections.
    package func start() async throws {
        let input = Pipe()
        // The end of the input is the end of whoever runs the tests, however it came.
        let watchdog = try SpawnedProgram(
            "/bin/sh",
            ["-c", PostgresCluster.watching, "sh", directory] + PostgresCluster.unprivileged + [
                PostgresCluster.binaries + "/postgres", "-D", directory + "/data", "-p", "\(port)",
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=\(directory)",
                "-c", "fsync=\(isDurable)", "-c", "full_page_writes=\(isDurable)", "-c", "max_connections=200",
                "-c", "shared_buffers=64MB", "-c", "autovacuum=off", "-c", "deadlock_timeout=100ms",
            ],
            input: .descriptor(input.fileHandleForReading.fileDescriptor),
            output: .nothing,
            errors: .nothing
        )
        try input.fileHandleForReading.close()
        state.withLock {
            $0.watchdog = watchdog
            $0.input = input
        }
        for _ in 0..<2400 {
            if (try? PostgresCluster.run(PostgresCluster.binaries + "/pg_isready", ["-h", directory, "-p", "\(port)"]))
                != nil
            {
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(description: "PostgreSQL does not start: \(log)")
    }

    /// Stops the server and waits for its end.
    package func stop(_ stop: Stop) throws {
        let (watchdog, input) = state.withLock { state in
            defer { (state.watchdog, state.input) = (nil, nil) }
            return (state.watchdog, state.input)
        }
        guard let watchdog, let input else { return }
        try input.fileHandleForWriting.write(contentsOf: Data("\(stop.rawValue)\n".utf8))
        _ = watchdog.wait()
        // The server removes it when nothing of it is left.
        while FileManager.default.fileExists(atPath: directory + "/data/postmaster.pid") { usleep(10_000) }
    }

    private var log: String {
        (try? String(contentsOfFile: directory + "/log", encoding: .utf8)) ?? "there is no log"
    }

    /// Not with `wait`: this process blocks signals, and so do those that it starts.
    private static let watching = """
        directory=$1
        shift
        "$@" >>"$directory/log" 2>&1 &
        server=$!
        if read -r signal; then
            kill -"$signal" "$server"
            exit
        fi
        kill -QUIT "$server"
        while [ -e "$directory/data/postmaster.pid" ]; do sleep 0.1; done
        rm -rf "$directory"
        """

    // MARK: Databases

    /// Makes an empty database, or a copy of one whose connections are all closed.
    ///
    /// - Returns: Its URL.
    package func makeDatabase(like template: String? = nil) throws -> String {
        let number = state.withLock { state in
            state.databases += 1
            return state.databases
        }
        let source = template.flatMap { $0.split(separator: "/").last } ?? "template0"
        // Connections that were closed just now take a moment to end.
        try execute(
            """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(source)'
            """,
            in: "postgres"
        )
        try execute("CREATE DATABASE panel\(number) TEMPLATE \(source)", in: "postgres")
        return url(of: "panel\(number)")
    }

    package func url(of database: String, port: Int? = nil) -> String {
        "postgresql://panel:secret@127.0.0.1:\(port ?? self.port)/\(database)"
    }

    /// Runs statements outside of any transaction of the panel's.
    ///
    /// - Parameter database: Its name or URL.
    /// - Returns: What `psql` prints of the rows.
    @discardableResult
    package func execute(_ sql: String, in database: String) throws -> String {
        let target = database.contains("://") ? database : url(of: database)
        return try PostgresCluster.run(
            PostgresCluster.binaries + "/psql",
            [target, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1", "-c", sql]
        )
    }

    /// Writes a database down as it is at this moment.
    package func dump(_ database: String, to path: String) throws {
        try PostgresCluster.run(PostgresCluster.binaries + "/pg_dump", ["--no-owner", "--file=\(path)", database])
    }

    /// Puts what was written down in the place of a database that others work with.
    package func replace(_ database: String, with path: String) throws {
        let name = database.split(separator: "/").last.map(String.init) ?? database
        try execute("CREATE DATABASE \(name)_restored TEMPLATE template0", in: "postgres")
        try PostgresCluster.run(
            PostgresCluster.binaries + "/psql",
            [url(of: name + "_restored"), "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", path]
        )
        for statement in [
            "ALTER DATABASE \(name) ALLOW_CONNECTIONS false",
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(name)'",
            "ALTER DATABASE \(name) RENAME TO \(name)_lost", "ALTER DATABASE \(name)_restored RENAME TO \(name)",
        ] { try execute(statement, in: "postgres") }
    }

    // MARK: Programs

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Where the programs of the newest PostgreSQL are.
    private static let binaries: String = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        guard let newest = versions.compactMap(Int.init).max() else { return "/usr/bin" }
        return "\(root)/\(newest)/bin"
    }()

    /// Who runs the server when these tests run as root, which PostgreSQL refuses to run as.
    private static let user: String? = getuid() == 0 ? "nobody" : nil

    private static let unprivileged: [String] =
        user.map { ["/usr/bin/setpriv", "--reuid=\($0)", "--regid=nogroup", "--clear-groups"] } ?? []

    @discardableResult
    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let (exit, text) = try SpawnedProgram.run(program, arguments)
        guard exit == .code(0) else { throw Failure(description: "\(program) failed: \(text)") }
        return text
    }
}
