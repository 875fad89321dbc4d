import PanelCore

extension ExampleLanguage {
    /// A text as the language has it in a program: in quotes, with what would end them or mean something else escaped.
    ///
    /// Control characters and marks of direction are spelled out, so that a program does what it looks like. The shell
    /// has no way to spell them; there they stand as they are, in single quotes.
    func literal(_ text: String) -> String {
        switch self {
        case .curl:
            text.isPlain ? text : shellQuoted(text)
        case .php: quoted(text, escaping: ["$"]) { "\\u{\(String($0.value, radix: 16))}" }
        case .swift: quoted(text) { "\\u{\(String($0.value, radix: 16))}" }
        case .python, .javascript:
            // All control characters are in the first plane.
            quoted(text) { "\\u" + String(String(0x10000 + $0.value, radix: 16).dropFirst()) }
        }
    }

    private func shellQuoted(_ text: String) -> String {
        let parts = text.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.map(String.init).joined(separator: #"'\''"#) + "'"
    }

    private func quoted(
        _ text: String,
        escaping others: Set<Unicode.Scalar> = [],
        control: (Unicode.Scalar) -> String
    ) -> String {
        var literal = "\""
        // A quote with a mark that combines with it is one `Character`, and no quote to whoever compares those.
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" || others.contains(scalar) {
                literal += "\\"
                literal.unicodeScalars.append(scalar)
            } else if scalar.isControl {
                literal += control(scalar)
            } else {
                literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}

extension String {
    /// Whether it means itself in a shell and in a form.
    var isPlain: Bool {
        !isEmpty && utf8.allSatisfy { $0.isASCIILetterOrDigit || "-._:/,@=".utf8.contains($0) }
    }
}
