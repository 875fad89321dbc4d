/// What holds for one key, and who said so.
package struct ConfigurationEntry: Sendable, Equatable {
    /// Where a value comes from; what is named first goes over what is named later.
    package enum Origin: Sendable, Equatable {
        case flag(String)
        case environment(variable: String)
        case file(path: String, line: Int)
        /// Nobody said anything.
        case standard

        /// One word: `flag`, `environment`, `file` or `default`.
        package var kind: String {
            switch self {
            case .flag: "flag"
            case .environment: "environment"
            case .file: "file"
            case .standard: "default"
            }
        }

        /// The flag, the variable, or the file and the line.
        package var place: String? {
            switch self {
            case .flag(let flag): flag
            case .environment(let variable): variable
            case .file(let path, let line): "\(path):\(line)"
            case .standard: nil
            }
        }
    }

    package let name: String
    /// What holds, as it was written; `nil` of what is never shown. Empty when nothing is set.
    package let values: [String]?
    package let origin: Origin
}

/// What holds for all keys.
package struct ResolvedConfiguration<Root: Sendable>: Sendable {
    package let root: Root
    /// One for each key, in the order in which they are declared.
    package let entries: [ConfigurationEntry]
    /// Variables of the environment that look like the program's own and are not, sorted.
    package let unknownVariables: [String]
}
