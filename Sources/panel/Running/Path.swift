import Foundation

/// Paths of the staff operations.
enum Path {
    /// `text` as one segment of a path.
    static func segment(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: segmentCharacters) ?? text
    }

    static func user(_ name: String) -> String {
        "/users/" + segment(name)
    }

    static func provider(_ name: String) -> String {
        "/providers/" + segment(name)
    }

    /// A query of the parameters that have a value.
    static func query(_ path: String, _ parameters: [(name: String, value: String?)]) -> String {
        let pairs = parameters.compactMap { name, value in value.map { "\(name)=\(segment($0))" } }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    private static let segmentCharacters = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
    )
}
