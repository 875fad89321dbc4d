/// Writes the regular expressions that most people know in the form that POSIX has: `\d` and `(?:…)` do not exist
/// there, and a backslash between brackets stands for itself.
struct PosixTranslation {
    private var rest: Substring.UnicodeScalarView
    private var result = ""

    /// - Returns: `nil` for what can not be written in POSIX: back-references, other groups with `(?`, unclosed
    ///   brackets.
    static func translate(_ pattern: String) -> String? {
        var translation = PosixTranslation(rest: Substring(pattern).unicodeScalars)
        return translation.run() ? translation.result : nil
    }

    private init(rest: Substring.UnicodeScalarView) {
        self.rest = rest
    }

    private mutating func run() -> Bool {
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\": guard takeEscape() else { return false }
            case "[": guard takeBracket() else { return false }
            case "(": guard takeGroup() else { return false }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return true
    }

    private mutating func takeEscape() -> Bool {
        guard let escaped = rest.popFirst() else { return false }
        switch escaped {
        case "d": result += "[0-9]"
        case "D": result += "[^0-9]"
        case "1"..."9": return false
        // `\/` and the like: letters aside, POSIX leaves open what a needless backslash means.
        case "/", "-", "@", ":", "_", "#", "=", "&", "%", ",", "~", "!": result.unicodeScalars.append(escaped)
        default:
            result += "\\"
            result.unicodeScalars.append(escaped)
        }
        return true
    }

    private mutating func takeGroup() -> Bool {
        result += "("
        guard rest.first == "?" else { return true }
        rest.removeFirst()
        return rest.popFirst() == ":"
    }

    /// Everything up to the closing bracket. POSIX takes `]` for itself only in the first place and `-` in the last.
    private mutating func takeBracket() -> Bool {
        var content = ""
        var hasBracket = false
        var hasHyphen = false
        let isNegated = rest.first == "^"
        if isNegated { rest.removeFirst() }
        while let scalar = rest.popFirst() {
            switch scalar {
            case "]" where !content.isEmpty || hasBracket || hasHyphen:
                let inner = (hasBracket ? "]" : "") + content + (hasHyphen ? "-" : "")
                result += "[" + (isNegated ? "^" : "") + inner + "]"
                return true
            case "]":
                hasBracket = true
            case "\\":
                guard let escaped = rest.popFirst() else { return false }
                switch escaped {
                case "d": content += "0-9"
                case "w": content += "[:alnum:]_"
                case "s": content += "[:space:]"
                case "]": hasBracket = true
                case "-": hasHyphen = true
                default: content.unicodeScalars.append(escaped)
                }
            case "-" where content.isEmpty && !hasBracket:
                hasHyphen = true
            default:
                content.unicodeScalars.append(scalar)
            }
        }
        return false
    }
}
