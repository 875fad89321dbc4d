import ArgumentParser
import Foundation
import NIOHTTP1

/// What all commands that do a staff operation have in common: where the panel is, and how the answer is printed.
struct StaffOptions: ParsableArguments {
    @OptionGroup var options: PlaceOptions
    @OptionGroup var output: OutputOptions

    /// Does an operation and prints the answer.
    ///
    /// - Parameters:
    ///   - body: The JSON of the request.
    ///   - creates: Whether and how a directory without a panel becomes one.
    ///   - text: The answer for people; with `--json` it is printed as the server gave it.
    @discardableResult
    func perform<Message: Decodable>(
        _ method: HTTPMethod,
        _ path: String,
        body: Data? = nil,
        creates: NewPanelOptions? = nil,
        as type: Message.Type,
        _ text: (Message) -> String
    ) async throws -> Message {
        let answer = try await AdminSession.run(
            options.configuration(),
            creates: creates != nil,
            isNew: creates?.isNew ?? false
        ) { try await $0.send(method, path, body: body) }
        let message = try ShownMessage.decode(type, from: answer)
        if output.json {
            Output.json(String(decoding: answer, as: UTF8.self))
        } else {
            Output.line(text(message))
        }
        return message
    }

    /// As ``perform(_:_:body:creates:as:_:)`` with a value for the body.
    @discardableResult
    func perform<Message: Decodable>(
        _ method: HTTPMethod,
        _ path: String,
        _ body: some Encodable,
        creates: NewPanelOptions? = nil,
        as type: Message.Type,
        _ text: (Message) -> String
    ) async throws -> Message {
        try await perform(method, path, body: JSONEncoder().encode(body), creates: creates, as: type, text)
    }
}
