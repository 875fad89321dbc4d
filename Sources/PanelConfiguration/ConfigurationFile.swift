/// What an operator wrote into a file: `key = value` a line; empty lines, and lines that begin with `#`, say nothing.
package struct ConfigurationFile: Sendable {
    struct Line: Sendable {
        let number: Int
        let name: String
        let value: String
    }

    package let path: String
    let lines: [Line]

    /// Reads the text of a file.
    ///
    /// - Throws: ``ConfigurationError`` with the number of the line that says nothing.
    package init(path: String, text: String) throws(ConfigurationError) {
        self.path = path
        var lines: [Line] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let line = line.trimmingSpaces
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let sign = line.firstIndex(of: "="), sign != line.startIndex else {
                // It may be a secret whose key was forgotten: it is not repeated.
                throw ConfigurationError(
                    "\(path):\(number): a line is \"key = value\", or a comment that begins with #."
                )
            }
            let name = line[..<sign].trimmingSpaces
            lines.append(
                Line(
                    number: number,
                    name: String(name),
                    value: String(line[line.index(after: sign)...].trimmingSpaces)
                )
            )
        }
        self.lines = lines
    }
}

/// Why nothing can be started: what was set where, and what it may be.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension Substring {
    /// Without spaces and tabs at both ends.
    fileprivate var trimmingSpaces: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
