import Foundation
import Glibc
import Synchronization

/// A program that was started, with its output in two files.
final class ChildProcess: Sendable {
    let id: pid_t
    private let outputPath: String
    private let errorPath: String
    private let state = Mutex(State())

    private struct State {
        var exit: Exit?
        var waiters: [CheckedContinuation<Exit, Never>] = []
    }

    /// How a program ended.
    enum Exit: Equatable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    struct CannotStart: Error {
        let program: String
        let code: Int32
    }

    /// Starts a program with default signals.
    ///
    /// - Parameters:
    ///   - input: The file that is its standard input.
    ///   - outputs: The files of its standard output and error begin with this path.
    init(
        _ program: String,
        _ arguments: [String],
        input: String = "/dev/null",
        outputs: String,
        environment: [String: String] = [:]
    ) throws {
        outputPath = outputs + ".out"
        errorPath = outputs + ".err"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
        ChildProcess.closeAllElse(&actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of a test run with signals blocked, and a child would inherit that.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var id = pid_t()
        let code = posix_spawn(&id, program, &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw CannotStart(program: program, code: code) }
        self.id = id
        Thread.detachNewThread { self.reap() }
    }

    /// Has the child begin with nothing but its three files. A child that inherited a socket of a test would keep its
    /// port taken, and its connections open, when the test has closed it.
    private static func closeAllElse(_ actions: inout posix_spawn_file_actions_t) {
        typealias Function = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
        // glibc has it since 2.34, but shows it only to those who ask for more than POSIX.
        guard let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
        _ = unsafeBitCast(symbol, to: Function.self)(&actions, 3)
    }

    private func reap() {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
        let signal = status & 0x7F
        let exit: Exit = signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
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
