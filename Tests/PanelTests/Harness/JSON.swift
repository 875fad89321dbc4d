import Foundation

/// A JSON value.
enum JSON: Decodable, Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Decimal)
    case string(String)
    case list([JSON])
    case object([String: JSON])

    init(text: String) throws {
        self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Decimal.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    subscript(index: Int) -> JSON? {
        guard array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// The elements of an array; none of anything else.
    var array: [JSON] {
        guard case .list(let elements) = self else { return [] }
        return elements
    }

    /// The text of a string.
    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A whole number, or a string that spells one: ids come as both.
    var id: Int64? {
        switch self {
        case .number(let number): Int64(number.description)
        case .string(let text): Int64(text)
        default: nil
        }
    }
}

extension String {
    /// This JSON without the white space outside of its strings.
    var compactJSON: String {
        var result = ""
        var isInString = false
        var isEscaped = false
        for scalar in unicodeScalars {
            if isInString {
                isInString = isEscaped || scalar != "\""
                isEscaped = !isEscaped && scalar == "\\"
            } else if scalar == "\"" {
                isInString = true
            } else if scalar.properties.isWhitespace {
                continue
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
