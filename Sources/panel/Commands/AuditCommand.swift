import ArgumentParser
import PanelAdmin

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "What staff did.",
        subcommands: [List.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List who of the staff did what, the newest first."
        )

        @Option(help: ArgumentHelp("Only what somebody did: machine:root, or root.", valueName: "name"))
        var by: String?
        @Option(help: ArgumentHelp("Only what was done to something: service:12, account:alice.", valueName: "kind:id"))
        var about: String?
        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list("/audit", where: [("by", by), ("about", about)], page, of: AuditMessage.self) {
                entries in
                guard !entries.isEmpty else { return "Nothing was done that is in the audit." }
                return entries.map(\.text).joined(separator: "\n")
            }
        }
    }
}

extension AuditMessage {
    /// A line for what was done, and one for each thing that changed.
    fileprivate var text: String {
        let origin = from.map { " from \($0)" } ?? " (erased)"
        var lines = ["\(number)  \(at)  \(by)\(origin)  \(action)  \(about)"]
        for name in Set((before ?? [:]).keys).union((after ?? [:]).keys).sorted() {
            switch (before?[name], after?[name]) {
            case (let old?, let new?): lines.append("    \(name): \(old) → \(new)")
            case (let old?, nil): lines.append("    \(name): \(old) → nothing")
            case (nil, let new?): lines.append("    \(name): \(new)")
            case (nil, nil): break
            }
        }
        if let note { lines.append("    note: \(note)") }
        return lines.joined(separator: "\n")
    }
}
