import ArgumentParser
import Foundation
import PanelCore

/// `--json`, common to all commands that print data.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false
}

/// What the program prints. Control characters are shown as text, wherever they come from: a provider's words must not
/// move the cursor of whoever reads them, nor look like a line of the program's own.
enum Output {
    /// Prints text now, even into a pipe: whoever reads there may wait for it. Line feeds end lines.
    static func line(_ text: String) {
        print(text.showingControls(exceptLineFeeds: true))
        fflush(nil)
    }

    /// Prints JSON, with escapes for control characters in strings.
    static func json(_ text: String) {
        print(text.escapingControlsInJSON)
        fflush(nil)
    }

    /// Says on standard error what goes on, so that standard output holds results only.
    static func progress(_ text: String) {
        LineWriter.standardError.write(text)
    }

    /// Says on standard error why nothing was done.
    static func failure(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            LineWriter.standardError.write(String(line))
        }
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

extension String {
    /// This JSON without control characters in its strings; there are none anywhere else.
    fileprivate var escapingControlsInJSON: String {
        replacingControls(exceptLineFeeds: true) { scalar in
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
