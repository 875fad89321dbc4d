/// Tells lines that are worth writing from those that only say again what was said a moment ago: a database that fails
/// makes hundreds a second.
///
/// The first line of a subject is written. Those that follow are counted; once in a period the last of them is written
/// with their number, and after a period without any, the end.
struct RepeatedLines {
    private struct Subject {
        var last = ""
        /// Since the last time that one was written, and in all.
        var count = 0
        var total = 1
        var until: ContinuousClock.Instant
    }

    private let period: Duration
    private let mostSubjects: Int
    private var subjects: [String: Subject] = [:]

    init(_ limits: LineWriter.Limits) {
        period = limits.period
        mostSubjects = limits.subjects
    }

    /// When ``due(at:)`` has to be asked next.
    var next: ContinuousClock.Instant? { subjects.values.map(\.until).min() }

    /// Whether a line is to be written now. If not it is counted.
    mutating func isFirst(_ line: String, of subject: String, at now: ContinuousClock.Instant) -> Bool {
        if subjects[subject] != nil {
            subjects[subject]?.last = line
            subjects[subject]?.count += 1
            subjects[subject]?.total += 1
            return false
        }
        if subjects.count < mostSubjects { subjects[subject] = Subject(until: now + period) }
        return true
    }

    /// The lines about what was counted, for subjects whose period is over.
    mutating func due(at now: ContinuousClock.Instant) -> [String] {
        var lines: [String] = []
        for (name, subject) in subjects where subject.until <= now {
            if subject.count > 0 {
                lines.append("\(subject.last) (\(subject.count) more of these in \(period.components.seconds) s)")
                subjects[name]?.count = 0
                subjects[name]?.until = now + period
            } else {
                if subject.total > 1 {
                    lines.append("\(subject.last) (no more of these; there were \(subject.total))")
                }
                subjects[name] = nil
            }
        }
        return lines
    }

    /// The lines about all that is counted and not written yet.
    mutating func end() -> [String] {
        let lines = subjects.values.filter { $0.count > 0 }.map { "\($0.last) (\($0.count) more of these)" }
        subjects = [:]
        return lines
    }
}
