import Glibc

/// A POSIX extended regular expression, as the C library matches it.
///
/// The expression is the operator's, the text a stranger's. The C library matches expressions without back-references
/// with an automaton, in time that grows with the text alone. Swift's own `Regex` tries one way after the other:
/// `https://.*x.*y.*z.*$` took it 12 s on a link of 2 KB, so anybody could have stopped the server with a link.
/// Back-references are refused for the same reason.
struct PosixPattern {
    private let text: String

    /// - Returns: `nil` when `text` is no expression, or has a back-reference.
    init?(_ text: String) {
        guard let translated = PosixTranslation.translate(text) else { return nil }
        self.text = translated
        guard withCompiled({ _ in true }) == true else { return nil }
    }

    /// Whether the expression is found somewhere in `candidate`.
    func matches(_ candidate: String) -> Bool {
        withCompiled { regexec(&$0, candidate, 0, nil, 0) == 0 } ?? false
    }

    /// Compiling takes microseconds and only services with a pattern pay for it; a compiled expression could not be
    /// shared between threads.
    private func withCompiled<T>(_ body: (inout regex_t) -> T) -> T? {
        var compiled = regex_t()
        guard regcomp(&compiled, text, REG_EXTENDED | REG_NOSUB) == 0 else { return nil }
        defer { regfree(&compiled) }
        return body(&compiled)
    }
}
