package import PanelStore

/// The state of the books and the orders.
package struct DoctorMessage: Codable, Sendable {
    /// Whether everything holds.
    package let healthy: Bool
    package let invariants: [InvariantMessage]

    package init(_ reports: [InvariantReport]) {
        healthy = reports.allSatisfy(\.holds)
        invariants = reports.map(InvariantMessage.init)
    }
}

/// One thing that must always hold.
package struct InvariantMessage: Codable, Sendable {
    package let name: String
    package let statement: String
    package let checked: Int64
    package let violations: Int64
    package let examples: [String]
    package let holds: Bool

    init(_ report: InvariantReport) {
        name = report.name
        statement = report.statement
        checked = report.checked
        violations = report.violations
        examples = report.examples
        holds = report.holds
    }
}
