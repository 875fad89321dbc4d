import ArgumentParser
import PanelConfiguration

/// Which keys a command has flags for.
protocol FlagGroup: Sendable {
    static var keys: [StartupKey] { get }
}

/// The flags of keys, made of their declarations: the library asks a type's mirror for its flags.
///
/// They hold what was given, not what holds: that is known when the environment and the file were read.
struct ConfigurationFlags<Group: FlagGroup>: ParsableArguments, CustomReflectable {
    /// What was given, by the names of the keys.
    private(set) var given: [String: [String]] = [:]

    private static var keys: [StartupKey] { Group.keys.filter(\.hasFlag) }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        for key in ConfigurationFlags.keys {
            let name = Name(stringValue: key.name)
            switch key.form {
            case .once:
                let value = try container.decode(Option<String?>.self, forKey: name).wrappedValue
                given[key.name] = value.map { [$0] }
            case .toggle:
                let value = try container.decode(Flag<Bool?>.self, forKey: name).wrappedValue
                given[key.name] = value.map { [String($0)] }
            case .list:
                let values = try container.decode(Option<[String]>.self, forKey: name).wrappedValue
                given[key.name] = values.isEmpty ? nil : values
            }
        }
    }

    var customMirror: Mirror {
        Mirror(
            self,
            children: ConfigurationFlags.keys.map {
                (label: "_" + $0.name, value: ConfigurationFlags.definition(of: $0))
            }
        )
    }

    private static func definition(of key: StartupKey) -> Any {
        let standard = key.defaults.isEmpty || key.form == .toggle ? "" : " (default: \(key.defaults[0]))"
        let often = key.form == .list ? " Can be given several times." : ""
        let takes = key.bounds.map { " From \($0.lowerBound) to \($0.upperBound)." } ?? ""
        let help = ArgumentHelp("\(key.help)\(takes)\(often)\(standard)", valueName: key.valueName)
        let name = NameSpecification.customLong(key.name)
        return switch key.form {
        case .once: Option<String?>(name: name, help: help)
        case .toggle: Flag<Bool?>(name: name, inversion: .prefixedNo, help: help)
        case .list: Option<[String]>(wrappedValue: [], name: name, help: help)
        }
    }

    func validate() throws {
        do {
            try StartupKeys.all.check(flags: given)
        } catch {
            throw ValidationError(error.description)
        }
    }
}

/// `--config`, `--data`, `--database`: of all commands.
enum PlaceFlags: FlagGroup {
    static var keys: [StartupKey] { StartupKeys.place }
}

/// Of what serves the API.
enum APIFlags: FlagGroup {
    static var keys: [StartupKey] { StartupKeys.api }
}

/// Of `serve` besides.
enum ServingFlags: FlagGroup {
    static var keys: [StartupKey] { StartupKeys.serving }
}

/// Of what prints a link to the pages.
enum LinkFlags: FlagGroup {
    static var keys: [StartupKey] { [StartupKeys.publicURL] }
}

/// Of `serve`, shown by `--help-hidden`.
enum LimitFlags: FlagGroup {
    static var keys: [StartupKey] { StartupKeys.limits }
}

/// Of whatever does an operation of staff, shown by `--help-hidden`.
enum CommandFlags: FlagGroup {
    static var keys: [StartupKey] { StartupKeys.commands }
}

/// Of `reopen`.
enum ReopeningFlags: FlagGroup {
    static var keys: [StartupKey] { StartupKeys.reopening }
}

/// What `serve` takes, and whatever has to know what it would take.
struct ServeOptions: ParsableArguments {
    @OptionGroup var place: PlaceOptions
    @OptionGroup var api: ConfigurationFlags<APIFlags>
    @OptionGroup var serving: ConfigurationFlags<ServingFlags>
    @OptionGroup(title: "Limits", visibility: .hidden) var limits: ConfigurationFlags<LimitFlags>

    /// Reads the environment and the file.
    ///
    /// - Parameter others: Flags that the command has besides.
    func resolve(_ others: [String: [String]]...) throws -> ResolvedConfiguration<StartupConfiguration> {
        try place.resolve([api.given, serving.given, limits.given] + others)
    }
}

/// Where the panel is, common to all commands.
struct PlaceOptions: ParsableArguments {
    @OptionGroup var flags: ConfigurationFlags<PlaceFlags>

    /// What holds, by the flags, the environment and the file.
    ///
    /// - Parameter others: Flags that the command has besides.
    func configuration(_ others: [String: [String]]...) throws -> StartupConfiguration {
        try resolve(others).root
    }

    fileprivate func resolve(_ others: [[String: [String]]]) throws -> ResolvedConfiguration<StartupConfiguration> {
        try StartupConfiguration.resolve(flags: others.reduce(flags.given) { $0.merging($1) { $1 } })
    }
}
