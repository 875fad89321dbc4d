import Foundation
import Glibc
import PanelTesting
import Synchronization

/// A program that was started, with its output in two files.
final class ChildProcess: Sendable {
    private let program: SpawnedProgram
    private let outputPath: String
    private let errorPath: String
    private let state = Mutex(State())

    private struct State {
        var exit: Exit?
        var waiters: [CheckedContinuation<Exit, Never>] = []
    }

    var id: pid_t { program.id }

    typealias Exit = SpawnedProgram.Exit

    /// Starts a program with default signals.
    ///
    /// - Parameters:
    ///   - input: The file that is its standard input.
    ///   - outputs: The files of its standard output and error begin with this path.
    init(
        _ path: String,
        _ arguments: [String],
        input: String = "/dev/null",
        outputs: String,
        environment: [String: String] = [:]
    ) throws {
        outputPath = outputs + ".out"
        errorPath = outputs + ".err"
        program = try SpawnedProgram(
            path,
            arguments,
            environment: environment,
            input: .file(input),
            output: .file(outputPath),
            errors: .file(errorPath)
        )
        Thread.detachNewThread { self.reap() }
    }

    private func reap() {
        let exit = program.wait()
        let waiters = state.withLock { state in
            state.exit = exit
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: exit) }
    }

    var hasExited: Bool { state.withLock { $0.exit != nil } }

    /// Waits for the end; what takes too long is killed, so that a test fails and does not hang.
    func waitForExit(within limit: Duration = .seconds(300)) async -> Exit {
        let watch = Task {
            try await Task.sleep(for: limit)
            send(SIGKILL)
        }
        defer { watch.cancel() }
        return await withCheckedContinuation { continuation in
            let exit = state.withLock { state in
                if state.exit == nil { state.waiters.append(continuation) }
                return state.exit
            }
            if let exit { continuation.resume(returning: exit) }
        }
    }

    /// Sends a signal, unless the process has ended: its id may be somebody else's then.
    func send(_ signal: Int32) {
        state.withLock { state in
            if state.exit == nil { _ = Glibc.kill(id, signal) }
        }
    }

    var output: String { ChildProcess.text(outputPath) }
    var errors: String { ChildProcess.text(errorPath) }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
