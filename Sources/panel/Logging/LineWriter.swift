import Foundation
import Glibc
import PanelCore
import Synchronization

/// Writes lines from a thread of its own: nobody who has one to write ever waits for whoever reads them.
///
/// What a reader that stands still leaves unread is kept up to a bound. Lines beyond it are left out and counted, and the
/// count is written when the reader is back.
final class LineWriter: Sendable {
    /// How much is kept.
    struct Limits: Equatable {
        /// Most bytes that wait, and again as many that are being written.
        var waiting = 1024 * 1024
        /// Longest line in bytes; what is longer is cut.
        var line = 8 * 1024
        /// How often lines that repeat themselves are summed up.
        var period = Duration.seconds(10)
        /// Subjects of such lines that are watched at a time; lines of more are all written.
        var subjects = 200
        /// How long the end of the program waits for a reader.
        var patience = Duration.seconds(1)
    }

    private struct State {
        var limits: Limits
        var waiting: [UInt8] = []
        var dropped = 0
        var repeated: RepeatedLines
        /// Whether the thread is there, and whether it is writing.
        var isStarted = false
        var isWriting = false
        /// Those who wait until all is written.
        var flushers: [DispatchSemaphore] = []
    }

    private let descriptor: Int32
    private let state: Mutex<State>
    private let news = DispatchSemaphore(value: 0)

    static let standardError = LineWriter(descriptor: STDERR_FILENO)

    init(descriptor: Int32, limits: Limits = Limits()) {
        self.descriptor = descriptor
        state = Mutex(State(limits: limits, repeated: RepeatedLines(limits)))
    }

    /// Has other limits hold from here on.
    func set(_ limits: Limits) {
        state.withLock { state in
            guard limits != state.limits else { return }
            for line in state.repeated.end() { append(line, to: &state) }
            state.limits = limits
            state.repeated = RepeatedLines(limits)
        }
    }

    /// Writes a line soon. Control characters in it are shown as text.
    func write(_ line: String) {
        perform { append(line, to: &$0) }
    }

    /// As ``write(_:)``, unless a line about the same subject was written a moment ago: then it is counted.
    func write(_ line: String, unlessRepeated subject: String) {
        perform { state in
            if state.repeated.isFirst(line, of: subject, at: .now) { append(line, to: &state) }
        }
    }

    /// Waits until everything is written, or time is up.
    ///
    /// - Parameter patience: What the limits say when it is `nil`.
    func flush(within patience: Duration? = nil) {
        let (isStarted, patience) = state.withLock { ($0.isStarted, patience ?? $0.limits.patience) }
        guard isStarted else { return }
        let written = DispatchSemaphore(value: 0)
        perform { state in
            for line in state.repeated.end() { append(line, to: &state) }
            state.flushers.append(written)
        }
        _ = written.wait(timeout: .now() + LineWriter.seconds(patience))
    }

    // MARK: The lines

    private func append(_ line: String, to state: inout State) {
        let text = line.showingControls().cut(toBytes: state.limits.line) + "\n"
        guard state.waiting.count + text.utf8.count <= state.limits.waiting else {
            state.dropped += 1
            return
        }
        state.waiting.append(contentsOf: text.utf8)
    }

    private func perform(_ body: (inout State) -> Void) {
        let isFirst = state.withLock { state in
            body(&state)
            defer { state.isStarted = true }
            return !state.isStarted
        }
        if isFirst { Thread.detachNewThread { self.run() } }
        news.signal()
    }

    // MARK: The thread

    private func run() {
        // A reader that is gone is an error of the write, not the end of the program.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        while true {
            let (bytes, next) = take()
            guard bytes.isEmpty else {
                put(bytes)
                continue
            }
            if let next {
                _ = news.wait(timeout: .now() + LineWriter.seconds(next - .now))
            } else {
                news.wait()
            }
        }
    }

    /// What is to be written now, and when there may be something more without anybody having come.
    private func take() -> ([UInt8], next: ContinuousClock.Instant?) {
        state.withLock { state in
            for line in state.repeated.due(at: .now) { append(line, to: &state) }
            if state.dropped > 0, state.waiting.isEmpty {
                let count = state.dropped
                state.dropped = 0
                append("\(count) lines were left out here: nobody read them in time.", to: &state)
            }
            var bytes: [UInt8] = []
            swap(&bytes, &state.waiting)
            state.isWriting = !bytes.isEmpty
            if !state.isWriting {
                for flusher in state.flushers { flusher.signal() }
                state.flushers = []
            }
            return (bytes, state.repeated.next)
        }
    }

    private func put(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, -1)
            } else if errno != EINTR {
                // Nobody reads any more, or the disk is full: there is no place to say so.
                return
            }
        }
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
