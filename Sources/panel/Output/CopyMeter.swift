import PanelSQL
import Synchronization

/// Says on standard error about every second how far a copy is.
final class CopyMeter: Sendable {
    private struct State {
        var table = ""
        var first: Int64 = 0
        var begin = ContinuousClock.now
        var last = ContinuousClock.now
    }

    private let state = Mutex(State())

    func note(_ progress: CopyProgress) {
        let line: String? = state.withLock { state in
            let now = ContinuousClock.now
            let table = "\(progress.stage) \(progress.table)"
            if table != state.table {
                (state.table, state.first, state.begin) = (table, progress.done, now)
            }
            // The end of a large table is worth a line of its own.
            let isEnd = progress.done == progress.total && now - state.begin > .seconds(1)
            guard isEnd || now - state.last >= .seconds(1) else { return nil }
            state.last = now
            let seconds = Double((now - state.begin).components.seconds) + (now - state.begin).fraction
            let rate = seconds > 0.2 ? ", \(Int64(Double(progress.done - state.first) / seconds)) rows/s" : ""
            return "\(table): \(progress.done) of \(progress.total) rows\(rate)"
        }
        if let line { Output.progress(line) }
    }
}

extension Duration {
    /// What is there beyond whole seconds.
    fileprivate var fraction: Double { Double(components.attoseconds) / 1e18 }
}
