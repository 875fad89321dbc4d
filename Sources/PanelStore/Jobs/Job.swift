package import PanelCore

/// Something that is done again and again for as long as servers run.
package protocol Job: Sendable {
    /// What it is called in the log, in metrics, and in its lease: lower case letters and dashes.
    var name: String { get }
    /// How long it rests when nothing waits. Each rest is up to a tenth longer, so that servers do not work in step.
    var interval: Duration { get }
    /// Which servers do it.
    var place: JobPlace { get }
    /// What wakes it before its rest is over.
    var wokenBy: Set<Work> { get }
    /// How long it rests before it is done for the first time.
    var firstRest: Duration { get }
    /// Whether it is done in a closed panel, too.
    var runsWhileClosed: Bool { get }

    /// How long it rests when more waits, after a run that took so long: work that can wait leaves the writer to others.
    func rest(after taken: Duration) -> Duration

    /// Does it once.
    ///
    /// - Parameter now: What the wall clock shows.
    /// - Returns: Whether more waits: then it rests only as ``rest(after:)`` says.
    /// - Throws: What is in the way. It is tried again after the next rest. `CancellationError` when it was stopped: that is
    ///   no failure.
    func run(at now: Timestamp) async throws -> Bool
}

extension Job {
    package var place: JobPlace { .everyServer }
    package var wokenBy: Set<Work> { [] }
    package var firstRest: Duration { .zero }
    package var runsWhileClosed: Bool { false }
    package func rest(after taken: Duration) -> Duration { .zero }
}

/// Which servers do a ``Job``.
package enum JobPlace: Sendable {
    /// Each one, for itself.
    case everyServer
    /// One of those that share the panel: the one that has its lease.
    case oneServer
}

extension Duration {
    /// Up to a tenth longer, another time each time: so that servers do not work in step.
    package var spread: Duration { self * Double.random(in: 1...1.1) }
}
