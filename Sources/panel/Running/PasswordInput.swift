import ArgumentParser
import Dispatch
import Foundation
import PanelCore

/// `--password -`. A password is never an argument: all users of the machine see arguments, and shells keep them.
struct PasswordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "\"-\": it is asked for at the terminal, or read as one line from standard input.",
            valueName: "-"
        )
    )
    var password: String?

    /// Whether there is one.
    var isGiven: Bool { password != nil }

    func validate() throws {
        guard password == nil || password == "-" else {
            throw ValidationError(
                """
                A password is not written into a command, where others can see it. Say --password - and type it, or pipe \
                it in.
                """
            )
        }
    }
}

/// Reads a password that somebody types, or that another program writes.
enum PasswordInput {
    /// - Throws: ``CommandFailure`` when there is none.
    static func read(for name: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { return try line() }
        let password = try withoutEcho("New password for \(name.showingControls()): ")
        guard try withoutEcho("Again: ") == password else {
            throw CommandFailure("These were two passwords. Nothing was changed.")
        }
        return password
    }

    private static func withoutEcho(_ prompt: String) throws -> String {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else {
            throw CommandFailure("The terminal cannot be told to hide what is typed. Pipe the password in.")
        }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO)
        // Whoever interrupts must not be left with a terminal that shows nothing.
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        let standing = before
        interrupt.setEventHandler {
            var standing = standing
            tcsetattr(STDIN_FILENO, TCSANOW, &standing)
            _exit(128 + SIGINT)
        }
        let handler = signal(SIGINT, SIG_IGN)
        interrupt.resume()
        defer {
            interrupt.cancel()
            signal(SIGINT, handler)
        }
        FileHandle.standardError.write(Data(prompt.utf8))
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return try line()
    }

    /// One line of standard input, without its end. What follows it is not read.
    private static func line() throws -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        // A longer one is refused anyway.
        while bytes.count <= PasswordLength.mostBytes + 1, Glibc.read(STDIN_FILENO, &byte, 1) == 1, byte != 0x0A {
            bytes.append(byte)
        }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard let line = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure("The password is not written in UTF-8.")
        }
        guard !line.isEmpty else { throw CommandFailure("There is no password on standard input.") }
        return line
    }
}
