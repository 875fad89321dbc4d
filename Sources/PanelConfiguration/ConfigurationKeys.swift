import Configuration

/// All keys of a program, and what they make of what was said.
package struct ConfigurationKeys<Root: Sendable>: Sendable {
    package let all: [ConfigurationKey<Root>]
    private let defaults: Root

    /// - Parameter defaults: What holds when nobody says anything.
    package init(defaults: Root, _ all: [ConfigurationKey<Root>]) {
        self.defaults = defaults
        self.all = all
    }

    /// Checks what was given on the command line.
    package func check(flags: [String: [String]]) throws(ConfigurationError) {
        var root = defaults
        for key in all {
            guard let values = flags[key.name] else { continue }
            try assign(values, to: key, called: "--" + key.name, &root)
        }
    }

    /// Whether a file has a value that is never shown.
    package func hasSecrets(_ file: ConfigurationFile) -> Bool {
        file.lines.contains { line in all.contains { $0.isSecret && $0.name == line.name } }
    }

    /// Puts together what was said: flags go over the environment, and that over the file. What may not be is refused
    /// even where something else goes over it; only files with secrets are not read then.
    ///
    /// - Parameters:
    ///   - flags: What was given on the command line, by name.
    ///   - environment: All variables.
    ///   - contents: Reads a file with a secret.
    /// - Throws: ``ConfigurationError`` for the first thing that may not be, or what `contents` throws.
    package func resolve(
        flags: [String: [String]] = [:],
        environment: [String: String] = [:],
        file: ConfigurationFile? = nil,
        contents: (_ path: String, _ name: String) throws -> String
    ) throws -> ResolvedConfiguration<Root> {
        if let file { try check(file) }
        let sources = sources(flags, environment, file)
        var root = defaults
        var entries: [ConfigurationEntry] = []
        for key in all {
            let said = try sources.compactMap { try find(key, in: $0) }
            for value in said.dropFirst() where !value.isPath {
                var other = defaults
                try assign(value.values, to: key, called: value.called, &other)
            }
            guard var found = said.first else {
                entries.append(
                    ConfigurationEntry(name: key.name, values: key.isSecret ? nil : key.defaults, origin: .standard)
                )
                continue
            }
            if found.isPath { found.values = try found.values.map { try contents($0, key.name) } }
            try assign(found.values, to: key, called: found.called, &root)
            entries.append(
                ConfigurationEntry(name: key.name, values: key.isSecret ? nil : found.values, origin: found.origin)
            )
        }
        let known = Set(all.flatMap { key in [key.variable] + (key.isSecret ? [key.variable + "_FILE"] : []) })
        let unknown = environment.keys.filter { $0.hasPrefix("PANEL_") && !known.contains($0) }.sorted()
        return ResolvedConfiguration(root: root, entries: entries, unknownVariables: unknown)
    }

    private func assign(
        _ values: [String],
        to key: ConfigurationKey<Root>,
        called name: String,
        _ root: inout Root
    ) throws(ConfigurationError) {
        guard !key.assign(values, &root) else { return }
        let given = key.isSecret ? "" : ", not \"\(values.joined(separator: ","))\""
        throw ConfigurationError("\(name) takes \(key.allowed)\(given).")
    }

    // MARK: The file

    private func check(_ file: ConfigurationFile) throws(ConfigurationError) {
        var seen: [String: Int] = [:]
        for line in file.lines {
            let place = "\(file.path):\(line.number)"
            guard let key = all.first(where: { $0.isInFile && [$0.name, $0.fileName].contains(line.name) }) else {
                let names = all.filter(\.isInFile).map(\.name).joined(separator: ", ")
                throw ConfigurationError("\(place): there is no key \"\(line.name)\". The keys are: \(names).")
            }
            if key.form != .list, let first = seen[line.name] {
                throw ConfigurationError("\(place): \(line.name) stands in line \(first) already.")
            }
            seen[line.name] = line.number
        }
    }

    // MARK: Where values come from

    /// One place where values are looked for.
    private struct Source {
        let provider: any ConfigProvider
        let hasFileNames: Bool
        /// Where a name stands there, and what that is called in an error.
        let origin: (_ name: String) -> (ConfigurationEntry.Origin, String)
    }

    private struct Found {
        /// What was said, or the path of the file that says it.
        var values: [String]
        let isPath: Bool
        let origin: ConfigurationEntry.Origin
        let called: String
    }

    private static func path(_ name: String) -> AbsoluteConfigKey { AbsoluteConfigKey(["panel", name]) }

    private func sources(
        _ flags: [String: [String]],
        _ environment: [String: String],
        _ file: ConfigurationFile?
    ) -> [Source] {
        let countingEmpty = Set(all.filter(\.countsEmpty).map(\.variable))
        let variables = environment.filter { !$0.value.isEmpty || countingEmpty.contains($0.key) }
        let inFile = Dictionary(grouping: file?.lines ?? [], by: \.name)
        return [
            Source(provider: provider(of: flags), hasFileNames: false) { (.flag("--" + $0), "--" + $0) },
            Source(provider: EnvironmentVariablesProvider(environmentVariables: variables), hasFileNames: true) {
                name in
                let variable = ConfigurationKey<Root>.variable(of: name)
                return (.environment(variable: variable), variable)
            },
            Source(provider: provider(of: inFile.mapValues { $0.map(\.value) }), hasFileNames: true) { name in
                let line = inFile[name]?.first?.number ?? 0
                let path = file?.path ?? ""
                return (.file(path: path, line: line), "\(path):\(line): \(name)")
            },
        ]
    }

    private func provider(of values: [String: [String]]) -> InMemoryProvider {
        var contents: [AbsoluteConfigKey: ConfigValue] = [:]
        for (name, values) in values {
            let isList = all.contains { $0.name == name && $0.form == .list }
            let content = isList ? ConfigContent.stringArray(values) : .string(values.last ?? "")
            contents[ConfigurationKeys.path(name)] = ConfigValue(content, isSecret: false)
        }
        return InMemoryProvider(values: contents)
    }

    private func find(_ key: ConfigurationKey<Root>, in source: Source) throws -> Found? {
        if let values = try values(of: key.name, key.form, in: source) {
            let (origin, called) = source.origin(key.name)
            return Found(values: values, isPath: false, origin: origin, called: called)
        }
        guard source.hasFileNames, let name = key.fileName, let paths = try values(of: name, .once, in: source) else {
            return nil
        }
        let (origin, called) = source.origin(name)
        return Found(values: paths, isPath: true, origin: origin, called: called)
    }

    private func values(
        of name: String,
        _ form: ConfigurationKey<Root>.Form,
        in source: Source
    ) throws -> [String]? {
        let type: ConfigType = form == .list ? .stringArray : .string
        switch try source.provider.value(forKey: ConfigurationKeys.path(name), type: type).value?.content {
        case .string(let text): return [text]
        case .stringArray(let texts): return texts.flatMap(ConfigurationKeys.elements)
        default: return nil
        }
    }

    /// The texts between commas.
    private static func elements(of text: String) -> [String] {
        text.split(separator: ",").map { part in
            var part = part.drop { $0 == " " }
            while part.last == " " { part.removeLast() }
            return String(part)
        }
    }
}
