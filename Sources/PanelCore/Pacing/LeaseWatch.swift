/// Tells when a lease of somebody else has ended, without trusting anybody's wall clock: it has when its mark, which each
/// renewal changes, stood still for as long as the lease lasts, by the clock of the observer that only goes forward.
///
/// The holder counts from before the renewal was written, the observer from after it was read. So the holder has stopped
/// before the observer begins, whatever their clocks show.
package struct LeaseWatch<Holder: Hashable & Sendable, Mark: Equatable & Sendable>: Sendable {
    private struct Sight: Sendable {
        let mark: Mark
        let since: Instant
    }

    private var sights: [Holder: Sight] = [:]

    package init() {}

    /// Takes note of all leases that there are at `now`.
    package mutating func see(_ marks: [Holder: Mark], at now: Instant) {
        var next: [Holder: Sight] = [:]
        next.reserveCapacity(marks.count)
        for (holder, mark) in marks {
            let known = sights[holder]
            next[holder] = known?.mark == mark ? known : Sight(mark: mark, since: now)
        }
        sights = next
    }

    /// The leases that have ended.
    ///
    /// - Parameter length: How long a lease with this mark lasts, in milliseconds.
    package func ended(at now: Instant, length: (Mark) -> Int64) -> [Holder: Mark] {
        sights.filter { now.since($0.value.since) >= length($0.value.mark) }.mapValues(\.mark)
    }

    /// When the first one of the leases ends, unless it is renewed.
    package func nextEnd(length: (Mark) -> Int64) -> Instant? {
        sights.values.map { $0.since.adding(milliseconds: length($0.mark)) }.min()
    }
}
