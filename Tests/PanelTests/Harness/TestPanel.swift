import Foundation
import GRDB
import PanelTesting
import Synchronization
import Testing

/// A panel in a directory of its own: the real program, its server and its commands.
final class TestPanel: Sendable {
    /// Short, because sockets stand in it.
    let directory: String
    var data: String { directory + "/data" }
    /// What all programs of the panel are started with.
    private let options: [String]
    /// What the program finds in its environment.
    private let environment: [String: String]
    private let server = Mutex<RunningServer?>(nil)
    private let programsStarted = Mutex(0)

    struct RunningServer: Sendable {
        let process: ChildProcess
        let port: Int
    }

    /// What a command of the program did.
    struct CommandResult: Sendable, CustomStringConvertible {
        let exit: ChildProcess.Exit
        let output: String
        let errors: String

        var succeeded: Bool { exit == .code(0) }
        var description: String { "\(exit)\n\(output)\n\(errors)" }

        func json() throws -> JSON { try JSON(text: output) }
    }

    struct NoServer: Error {
        let output: String
        let errors: String
    }

    init(options: [String] = [], environment: [String: String] = [:]) throws {
        self.options = options
        self.environment = environment
        directory = "/tmp/pt-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
    }

    /// Gives `body` a panel, whose server and directory go away afterwards, whatever happens.
    ///
    /// - Parameter starts: Whether the server runs from the beginning.
    static func with(
        _ options: [String] = [],
        environment: [String: String] = [:],
        starts: Bool = true,
        _ body: (TestPanel) async throws -> Void
    ) async throws {
        let panel = try TestPanel(environment: environment)
        do {
            if starts { try await panel.start(options) }
            try await body(panel)
        } catch {
            await panel.remove()
            throw error
        }
        await panel.remove()
    }

    func remove() async {
        _ = await kill()
        try? FileManager.default.removeItem(atPath: directory)
    }

    // MARK: The server

    /// Where the server listens.
    var port: Int { server.withLock { $0?.port } ?? 0 }

    /// The server's process, while one runs.
    var process: ChildProcess? { server.withLock { $0?.process } }

    /// What the server wrote to standard error.
    var serverLog: String { process?.errors ?? "" }

    /// - Parameters:
    ///   - port: 0 is any free one.
    ///   - openFiles: How many files the server may open, if not as many as it likes.
    func start(_ options: [String] = [], port: Int = 0, openFiles: Int? = nil) async throws {
        var arguments = ["serve", "--data", data, "--listen", "127.0.0.1:\(port)"] + self.options + options
        var program = TestPanel.program
        if let openFiles {
            arguments = ["-c", #"ulimit -n \#(openFiles) && exec "$0" "$@""#, program] + arguments
            program = "/bin/sh"
        }
        let process = try launch(arguments, program: program)
        let prefix = "listening on http://127.0.0.1:"
        for _ in 0..<6000 {
            if let line = process.output.split(separator: "\n").first, process.output.contains("\n"),
                line.hasPrefix(prefix), let port = Int(line.dropFirst(prefix.count))
            {
                server.withLock { $0 = RunningServer(process: process, port: port) }
                return
            }
            if process.hasExited { break }
            // Whoever has given up meanwhile must not leave it behind.
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { break }
        }
        process.send(SIGKILL)
        _ = await process.waitForExit()
        try Task.checkCancellation()
        throw NoServer(output: process.output, errors: process.errors)
    }

    /// Asks the server to end.
    @discardableResult
    func stop(with signal: Int32 = SIGTERM) async -> ChildProcess.Exit? {
        guard let process = server.withLock({ $0?.process }) else { return nil }
        process.send(signal)
        let exit = await process.waitForExit()
        server.withLock { $0 = nil }
        return exit
    }

    /// Ends the server as a power cut would.
    @discardableResult
    func kill() async -> ChildProcess.Exit? {
        await stop(with: SIGKILL)
    }

    // MARK: Commands

    /// The program that is tested, beside the bundle of the tests.
    static let program: String = {
        func isProgram(_ path: String) -> Bool {
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
                && FileManager.default.isExecutableFile(atPath: path)
        }
        var folders: [URL] = []
        for start in [CommandLine.arguments[0], Bundle.main.bundlePath] {
            var folder = URL(fileURLWithPath: start)
            while folder.path != "/" {
                folder.deleteLastPathComponent()
                folders.append(folder)
            }
        }
        var source = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { source.deleteLastPathComponent() }
        folders.append(source.appendingPathComponent(".build/debug"))
        return folders.map { $0.appendingPathComponent("panel").path }.first(where: isProgram) ?? "panel"
    }()

    func launch(
        _ arguments: [String],
        program: String = TestPanel.program,
        input: String? = nil,
        environment: [String: String] = [:]
    ) throws -> ChildProcess {
        let number = programsStarted.withLock { count in
            count += 1
            return count
        }
        let files = "\(directory)/program-\(number)"
        if let input { try Data(input.utf8).write(to: URL(fileURLWithPath: files + ".in")) }
        return try ChildProcess(
            program,
            arguments,
            input: input == nil ? "/dev/null" : files + ".in",
            outputs: files,
            environment: self.environment.merging(environment) { $1 }
        )
    }

    /// Runs a command on this panel.
    func run(_ arguments: String...) async throws -> CommandResult {
        try await run(arguments)
    }

    /// - Parameter input: What the command finds on standard input.
    func run(_ arguments: [String], input: String? = nil) async throws -> CommandResult {
        // Behind "--" nothing is an option any more.
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let process = try launch(arguments[..<end] + ["--data", data] + options + arguments[end...], input: input)
        let exit = await process.waitForExit()
        return CommandResult(exit: exit, output: process.output, errors: process.errors)
    }

    /// Runs a command that has to work, and reads its JSON.
    @discardableResult
    func json(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> JSON {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let result = try await run(arguments[..<end] + ["--json"] + arguments[end...])
        #expect(result.succeeded, "\(arguments): \(result)", sourceLocation: sourceLocation)
        return try result.json()
    }

    // MARK: The database

    /// Changes the database behind the program's back, while no server runs.
    ///
    /// - Returns: How many rows changed.
    @discardableResult
    func change(_ sql: String, _ arguments: [any DatabaseValueConvertible & Sendable] = []) throws -> Int {
        let queue = try DatabaseQueue(path: data + "/panel.sqlite")
        return try queue.write { database in
            try database.execute(sql: sql, arguments: StatementArguments(arguments))
            return database.changesCount
        }
    }

    /// The one number that a query of the database answers, while no server runs.
    func number(_ sql: String) throws -> Int {
        let queue = try DatabaseQueue(path: data + "/panel.sqlite")
        return try queue.read { try Int.fetchOne($0, sql: sql) } ?? -1
    }

    /// Has the next order or refill get an id.
    func setNext(_ sequence: String, _ id: Int64) async throws {
        let isRunning = port != 0
        await stop()
        #expect(try change("UPDATE sequences SET next = ? WHERE name = ?", [id, sequence]) == 1)
        if isRunning { try await start() }
    }

    /// Makes an order that much older.
    func age(_ order: Int64, days: Int64) throws {
        let time = days * 24 * 60 * 60 * 1000
        let sql = """
            UPDATE orders SET created_at = created_at - ?1, updated_at = updated_at - ?1, finished_at = finished_at - ?1
            WHERE id = ?2
            """
        #expect(try change(sql, [time, order]) == 1)
        // What it cost was taken when it was made.
        let charge = """
            UPDATE transfers SET created_at = created_at - ?1
            WHERE cause_kind = 1 AND cause_subject = ?2 AND cause_number = 0
            """
        #expect(try change(charge, [time, order]) == 1)
    }
}
