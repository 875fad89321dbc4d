import PanelCore

/// What happened in simulations, and how often. A simulation that never gets somewhere proves nothing about it.
struct Coverage {
    var faults: [Fault: Int] = [:]
    var states: [Submission.State: Int] = [:]
    var events: [OrderEvent.Kind: Int] = [:]
    var outcomes: [OrderStatus: Int] = [:]
    var findings: [Finding: Int] = [:]
    /// What waited for a clock that was not ahead any more.
    var broughtForward = 0

    /// ``RecordEvidence/Finding`` without what was found.
    enum Finding: CaseIterable {
        case found
        case unclear
        case inconclusive
    }

    mutating func add(_ other: Coverage) {
        faults.merge(other.faults, uniquingKeysWith: +)
        states.merge(other.states, uniquingKeysWith: +)
        events.merge(other.events, uniquingKeysWith: +)
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        findings.merge(other.findings, uniquingKeysWith: +)
        broughtForward += other.broughtForward
    }

    /// What never happened.
    var gaps: [String] {
        Fault.allCases.filter { faults[$0] == nil }.map { "fault \($0)" }
            + Submission.State.allCases.filter { states[$0] == nil }.map { "state \($0)" }
            + OrderEvent.Kind.allCases.filter { events[$0] == nil }.map { "event \($0)" }
            + OrderStatus.allCases.filter { outcomes[$0] == nil }.map { "order status \($0)" }
            + (broughtForward == 0 ? ["nothing was brought forward"] : [])
            + Finding.allCases.filter { findings[$0] == nil }.map { "finding \($0)" }
    }
}
