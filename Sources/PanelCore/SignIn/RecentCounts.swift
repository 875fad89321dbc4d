/// How often something happened to each of many subjects, in a time that begins when it first does.
package struct RecentCounts<Subject: Hashable & Sendable>: Sendable {
    private struct Count {
        var events: Int
        var since: Timestamp
    }

    private let most: Int
    private var counts: [Subject: Count] = [:]

    /// - Parameter most: Subjects that are remembered. When there are more, all start anew.
    package init(remembering most: Int) {
        self.most = most
    }

    /// How often it happened within so many seconds.
    package func count(of subject: Subject, within seconds: Int64, now: Timestamp) -> Int {
        guard let count = counts[subject], now < count.since.adding(seconds: seconds) else { return 0 }
        return count.events
    }

    /// How many seconds are left until it is counted anew; at least 1.
    package func rest(of subject: Subject, within seconds: Int64, now: Timestamp) -> Int64 {
        guard let count = counts[subject] else { return 0 }
        let left = count.since.adding(seconds: seconds).milliseconds - now.milliseconds
        return max(1, (left + 999) / 1000)
    }

    /// Sees to it that so many more subjects can be counted without that one of them has the others forgotten.
    package mutating func makeRoom(for subjects: Int) {
        if counts.count > most - subjects { counts = [:] }
    }

    /// It happened once more.
    package mutating func add(_ subject: Subject, within seconds: Int64, now: Timestamp) {
        let known = count(of: subject, within: seconds, now: now)
        counts[subject] = Count(events: known + 1, since: known == 0 ? now : counts[subject]?.since ?? now)
    }

    package mutating func forget(_ subject: Subject) {
        counts[subject] = nil
    }
}
