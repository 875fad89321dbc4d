import ArgumentParser
import Foundation
import NIOHTTP1
import PanelAdmin

struct ServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "The catalogue.",
        subcommands: [Import.self, List.self, Enable.self, Disable.self]
    )

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make and change services from a file.",
            discussion: """
                The file is a JSON array in the shape of the API's "services" answer: service (its id), name, type, \
                category, rate, min, max, refill; optional cancel, dripfeed, desc, subscription_rate (post or pieces), \
                max_posts, deny_duplicates, link_pattern (url, username or a regular expression), refill_days, \
                refill_after_hours, enabled, and routes: who \
                delivers it, in order of preference, as [{"provider": NAME, "service": ID}], where NAME can be \
                "staff". Services are made \
                or changed by id; those that the file does not name stay as they are. Either all rows are taken or \
                none.
                """
        )

        @Argument(help: "The file; - for standard input.") var file: String
        @OptionGroup var panel: NewPanelOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let rows = try read()
            try await staff.perform(.POST, "/services/import", body: rows, creates: panel, as: ImportMessage.self) {
                "\($0.created) made, \($0.updated) changed."
            }
        }

        private func read() throws -> Data {
            if file == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandFailure("The file \(file) cannot be read.")
            }
            return data
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the catalogue, with what is disabled.")

        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list("/services", page, of: ServiceMessage.self) { services in
                var table = Table("ID", "STATE", "RATE", "MIN", "MAX", "TYPE", "CATEGORY", "NAME", "DELIVERED BY")
                for service in services {
                    table.add(
                        String(service.service),
                        service.enabled ? service.offered ? "on" : "no route" : "off",
                        service.rate,
                        service.min,
                        service.max,
                        service.subscriptionRate == "pieces" ? "\(service.type), by pieces" : service.type,
                        service.category,
                        service.name,
                        service.routes.isEmpty ? "staff" : service.routes.map(\.text).joined(separator: ", ")
                    )
                }
                return table.text(empty: "The catalogue is empty. Fill it with: panel service import FILE")
            }
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Offer a service.")

        @Argument(help: "The id of the service.") var id: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await ServiceCommand.change("enable", id, staff)
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop offering a service; orders that were placed go on."
        )

        @Argument(help: "The id of the service.") var id: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await ServiceCommand.change("disable", id, staff)
        }
    }

    private static func change(_ operation: String, _ id: String, _ staff: StaffOptions) async throws {
        let path = "/services/\(Path.segment(id))/\(operation)"
        try await staff.perform(.POST, path, as: ServiceMessage.self) { service in
            "Service \(service.service), \(service.name), is \(service.enabled ? "on" : "off")."
        }
    }
}

extension RouteMessage {
    fileprivate var text: String {
        let name = service.map { "\(provider):\($0)" } ?? provider
        switch availability {
        case "gone": return "\(name) (gone)"
        case "costs_more_than_rate": return "\(name) (costs \(cost ?? ""), too dear)"
        default: return name
        }
    }
}
