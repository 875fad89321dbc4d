/// Takes a panel's key out of text that came from the panel, which may echo what was sent to it.
struct Redactor: Sendable {
    private static let blank = Array("[key]".utf8)
    /// The shortest beginning of a key that is blanked where a text is cut off.
    private static let shortestBeginning = 4

    /// The key, and how it looks in forms, in JSON and in HTML; the longest first.
    private let spellings: [[UInt8]]

    init(key: String) {
        let json = key.flatMap { $0 == "/" || $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
        let html = key.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: String(character)
            }
        }
        let texts = Set([key, FormText.encoded(key), String(json), html.joined()])
        spellings = texts.map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    /// `text` with each key in it blanked.
    func redact(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard let redacted = redacted(bytes) else { return text }
        return String(decoding: redacted, as: UTF8.self)
    }

    /// The beginning of an answer as text of at most `limit` bytes, with each key, and the beginning of one that the
    /// answer ends with, blanked.
    func excerpt(_ answer: some Collection<UInt8>, limit: Int) -> String {
        let longest = spellings.first?.count ?? 0
        var bytes = Array(answer.prefix(limit + longest))
        bytes = redacted(bytes) ?? bytes
        // Also where the window ends within a key.
        for spelling in spellings where spelling.count > Redactor.shortestBeginning {
            let lengths = (Redactor.shortestBeginning..<spelling.count).reversed()
            if let length = lengths.first(where: { bytes.suffix($0).elementsEqual(spelling.prefix($0)) }) {
                bytes.removeLast(length)
                bytes += Redactor.blank
                break
            }
        }
        var end = min(bytes.count, limit)
        // Not within a character.
        while end < bytes.count, end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        var text = String(decoding: bytes[..<end], as: UTF8.self)
        // What is no UTF-8 becomes U+FFFD, which is longer.
        while text.utf8.count > limit { text.unicodeScalars.removeLast() }
        return text
    }

    /// `nil` when there is no key in it.
    private func redacted(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var copied = 0
        var position = 0
        while position < bytes.count {
            guard let spelling = spellings.first(where: { matches($0, bytes, at: position) }) else {
                position += 1
                continue
            }
            result += bytes[copied..<position]
            result += Redactor.blank
            position += spelling.count
            copied = position
        }
        guard copied > 0 else { return nil }
        return result + bytes[copied...]
    }

    private func matches(_ spelling: [UInt8], _ bytes: [UInt8], at position: Int) -> Bool {
        guard bytes.count - position >= spelling.count, bytes[position] == spelling[0] else { return false }
        for offset in spelling.indices where bytes[position + offset] != spelling[offset] { return false }
        return true
    }
}
