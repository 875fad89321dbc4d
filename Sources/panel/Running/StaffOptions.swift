import ArgumentParser
import Foundation
import NIOHTTP1
import PanelCore
import PanelOperations

/// What all commands that do a staff operation have in common: where the panel is, and how the answer is printed.
struct StaffOptions: ParsableArguments {
    @OptionGroup var options: PlaceOptions
    @OptionGroup(title: "Limits", visibility: .hidden) var limits: ConfigurationFlags<CommandFlags>
    @OptionGroup var output: OutputOptions

    /// Does an operation and prints the answer.
    ///
    /// - Parameters:
    ///   - body: The JSON of the request.
    ///   - flags: Flags of keys that the command has besides.
    ///   - creates: Whether and how a directory without a panel becomes one.
    ///   - text: The answer for people; with `--json` it is printed as the server gave it.
    @discardableResult
    func perform<Message: Decodable>(
        _ method: HTTPMethod,
        _ path: String,
        body: Data? = nil,
        flags: [String: [String]] = [:],
        creates: NewPanelOptions? = nil,
        as type: Message.Type,
        _ text: (Message) -> String
    ) async throws -> Message {
        let answer = try await AdminSession.run(
            options.configuration(limits.given, flags),
            creates: creates != nil,
            isNew: creates?.isNew ?? false
        ) { try await $0.send(method, path, body: body) }
        let message = try ShownMessage.decode(type, from: answer.json)
        if output.json {
            Output.json(String(decoding: answer.json, as: UTF8.self))
        } else {
            Output.line(text(message))
        }
        // Beside the rows, not among them: they stay what programs read.
        if let next = answer.next { Output.progress("There are more: --after \(next.showingControls())") }
        return message
    }

    /// Prints a page of a listing, and on standard error how to go on when there is more.
    ///
    /// - Parameter filters: What rows are wanted, as parameters of the query.
    func list<Row: Decodable>(
        _ path: String,
        where filters: [(name: String, value: String?)] = [],
        _ page: PageOptions,
        of row: Row.Type,
        _ text: ([Row]) -> String
    ) async throws {
        try await perform(.GET, Path.query(path, filters + page.parameters), as: [Row].self, text)
    }

    /// As ``perform(_:_:body:flags:creates:as:_:)`` with a value for the body.
    @discardableResult
    func perform<Message: Decodable>(
        _ method: HTTPMethod,
        _ path: String,
        _ body: some Encodable,
        flags: [String: [String]] = [:],
        creates: NewPanelOptions? = nil,
        as type: Message.Type,
        _ text: (Message) -> String
    ) async throws -> Message {
        let body = try JSONEncoder().encode(body)
        return try await perform(method, path, body: body, flags: flags, creates: creates, as: type, text)
    }
}

/// Which part of a listing is wanted, common to all commands that list what may be more than fits.
struct PageOptions: ParsableArguments {
    @Option(help: "At most so many; \(StaffOperations.usualRows) unless given.") var limit: Int?
    @Option(help: ArgumentHelp("Go on where a page ended; it says with what.", valueName: "cursor")) var after: String?

    /// Whether nothing was said.
    var isWhole: Bool { limit == nil && after == nil }

    var parameters: [(name: String, value: String?)] {
        [("limit", limit.map { String($0) }), ("after", after)]
    }
}
