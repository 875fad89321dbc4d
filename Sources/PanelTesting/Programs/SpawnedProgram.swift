package import Foundation

/// A program that a test started.
///
/// Not with Foundation's `Process`: that of Swift 6.3 reads beyond an entry of a directory when it looks for open files,
/// and now and then that ends the process of the tests (swiftlang/swift-corelibs-foundation#5472).
package struct SpawnedProgram: Sendable {
    package let id: pid_t

    /// What a program reads from, or writes to.
    package enum Stream: Sendable {
        /// A file of this path; one that is written to is made anew.
        case file(String)
        /// A file that is open here.
        case descriptor(Int32)

        package static let nothing = Stream.file("/dev/null")
    }

    package struct CannotStart: Error {
        package let program: String
        /// What `posix_spawn` says.
        package let code: Int32
    }

    /// Starts a program with default signals and no other open files.
    ///
    /// - Parameters:
    ///   - program: Its path.
    ///   - environment: What it has in its environment besides what this process has.
    /// - Throws: ``CannotStart``.
    package init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        input: Stream = .nothing,
        output: Stream,
        errors: Stream
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        SpawnedProgram.add(input, as: 0, O_RDONLY, to: &actions)
        SpawnedProgram.add(output, as: 1, O_CREAT | O_TRUNC | O_WRONLY, to: &actions)
        SpawnedProgram.add(errors, as: 2, O_CREAT | O_TRUNC | O_WRONLY, to: &actions)
        SpawnedProgram.closeAllElse(&actions)
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
    }

    private static func add(
        _ stream: Stream,
        as number: Int32,
        _ flags: Int32,
        to actions: inout posix_spawn_file_actions_t
    ) {
        switch stream {
        case .file(let path): posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
        case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
        }
    }

    /// Has the child begin with nothing but its three files. A child that inherited a socket of a test would keep its
    /// port taken, and its connections open, when the test has closed it.
    private static func closeAllElse(_ actions: inout posix_spawn_file_actions_t) {
        typealias Function = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
        // glibc has it since 2.34, but shows it only to those who ask for more than POSIX.
        guard let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
        _ = unsafeBitCast(symbol, to: Function.self)(&actions, 3)
    }

    /// How a program ended.
    package enum Exit: Equatable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    /// Waits for the end. Its id may be somebody else's afterwards.
    package func wait() -> Exit {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
    }

    /// Runs a program to its end.
    ///
    /// - Returns: How it ended, and all that it wrote.
    package static func run(_ program: String, _ arguments: [String]) throws -> (exit: Exit, text: String) {
        let pipe = Pipe()
        let end = Stream.descriptor(pipe.fileHandleForWriting.fileDescriptor)
        let started = try SpawnedProgram(program, arguments, output: end, errors: end)
        try pipe.fileHandleForWriting.close()
        let written = try pipe.fileHandleForReading.readToEnd() ?? Data()
        return (started.wait(), String(decoding: written, as: UTF8.self))
    }
}
