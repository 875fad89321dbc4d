import ArgumentParser
import PanelAdmin

extension OrderCommand {
    struct Orphans: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the orders that were seen at providers after a restore and that no order here has.",
            discussion: """
                Most often they are orders that were placed after the backup was made. They are never taken for an order \
                here, unless somebody says so with `panel order resolve --link`.
                """
        )

        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list("/orders/orphans", page, of: OrphanMessage.self) { orphans in
                guard !orphans.isEmpty else { return "No order is known at a provider that no order here has." }
                return orphans.map { "\($0.provider)  \($0.text)" }.joined(separator: "\n")
            }
        }
    }
}

extension OrphanMessage {
    /// One line, without the provider.
    var text: String {
        let said = [
            status, charge.map { "charge \($0)" }, service.map { "service \($0)" }, quantity.map { "quantity \($0)" },
            link, created.map { "made \($0)" },
        ].compactMap { $0 }
        return ([upstreamID] + said).joined(separator: ", ")
    }
}
