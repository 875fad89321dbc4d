import ArgumentParser
import Foundation

/// `--json`, common to all commands that print data.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false
}

/// Standard output.
enum Output {
    /// Prints a line now, even into a pipe: whoever reads there may wait for it.
    static func line(_ text: String) {
        print(text)
        fflush(nil)
    }

    /// Says on standard error what goes on, so that standard output holds results only.
    static func progress(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Does what may take a while, and says every two seconds on standard error that it goes on.
    static func progressing<Value: Sendable>(_ text: String, _ body: () async throws -> Value) async rethrows -> Value {
        let start = ContinuousClock.now
        progress(text)
        let ticker = Task {
            while (try? await Task.sleep(for: .seconds(2))) != nil {
                progress("\(text) \((ContinuousClock.now - start).components.seconds) s")
            }
        }
        defer { ticker.cancel() }
        return try await body()
    }
}
