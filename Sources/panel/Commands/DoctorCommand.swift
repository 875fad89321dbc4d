import ArgumentParser
import NIOHTTP1
import PanelAdmin

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Prove the books and the orders; fails when something does not hold."
    )

    @OptionGroup var staff: StaffOptions

    func run() async throws {
        let report = try await staff.perform(.GET, "/doctor", as: DoctorMessage.self, \.text)
        guard report.healthy else { throw ExitCode.failure }
    }
}

extension DoctorMessage {
    var text: String {
        var table = Table("", "CHECKED", "BROKEN", "WHAT MUST HOLD")
        for invariant in invariants {
            table.add(
                invariant.holds ? "ok" : "FAILED",
                String(invariant.checked),
                String(invariant.violations),
                invariant.statement
            )
        }
        let examples = invariants.filter { !$0.holds }.flatMap { invariant in
            invariant.examples.map { "\(invariant.name): \($0)" }
        }
        return ([table.text(empty: "")] + examples).joined(separator: "\n")
    }
}
