import Foundation
import PanelCore

/// Reads answers of the staff operations for people.
enum ShownMessage {
    /// The message in `json`, with control characters in all its texts shown as text. So a text of one line stays one,
    /// wherever it is printed.
    static func decode<Message: Decodable>(_ type: Message.Type, from json: Data) throws -> Message {
        guard String(decoding: json, as: UTF8.self).mayHoldControls else {
            return try JSONDecoder().decode(type, from: json)
        }
        let value = try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)
        let shown = try JSONSerialization.data(withJSONObject: show(value), options: .fragmentsAllowed)
        return try JSONDecoder().decode(type, from: shown)
    }

    private static func show(_ value: Any) -> Any {
        switch value {
        case let text as String: text.showingControls()
        case let list as [Any]: list.map(show)
        case let object as [String: Any]: object.mapValues(show)
        default: value
        }
    }
}

extension String {
    /// Whether there can be a control character in it, spelled out or escaped as in JSON.
    fileprivate var mayHoldControls: Bool {
        utf8.contains(UInt8(ascii: "\\")) || hasControlCharacters()
    }
}
