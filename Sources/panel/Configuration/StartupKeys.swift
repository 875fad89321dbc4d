import Logging
import PanelAPI
import PanelConfiguration
import PanelCore
import PanelHTTP
import PanelSecrets
import PanelWeb

typealias StartupKey = ConfigurationKey<StartupConfiguration>

/// The one declaration of each key. Flags, variables, the file, `panel config` and Docs/Configuration.md are made of it.
enum StartupKeys {
    static let all = ConfigurationKeys(defaults: standard, place + api + serving + limits + commands + reopening)

    private static let standard = StartupConfiguration()

    /// Where the panel is: of all commands.
    static let place: [StartupKey] = [
        StartupKey.optional(
            "config",
            \.file,
            valueName: "file",
            allowed: "the path of a file",
            "A file with these keys, as \"key = value\" a line.",
            read: { $0.isEmpty ? nil : $0 }
        ).notInFile(),
        StartupKey.text(
            "data",
            \.data,
            standard,
            valueName: "data",
            allowed: "the path of a directory",
            "The directory with the panel's data.",
            read: { $0.isEmpty ? nil : $0 },
            write: { $0 }
        ),
        StartupKey.optional(
            "database",
            \.database,
            valueName: "url",
            allowed: "postgres://USER@HOST/NAME or sqlite:DIR",
            """
            The panel's database, when it is not in the directory: postgres://USER@HOST/NAME goes to libpq as it is, with \
            all its parameters, PG variables and password files. Or sqlite:DIR, which is the same as --data DIR.
            """,
            read: { text in
                PanelPlace(text, directory: DataDirectory(path: "."), isPooled: false).map { _ in text }
            }
        ).secret(),
        StartupKey.toggle(
            "pooled",
            \.isPooled,
            standard,
            "The URL is that of a pooler in transaction mode, such as PgBouncer."
        ),
        StartupKey.optional(
            "secret",
            \.secret,
            valueName: "secret",
            allowed: "at least \(TextSealer.shortestSecret) bytes",
            "What keys of providers are encrypted with; else it is in panel.secret in the data directory.",
            read: { $0.utf8.count < TextSealer.shortestSecret ? nil : $0 }
        ).secret().withoutFlag().countingEmpty(),
    ]

    /// Where and how the API is served: of `serve` and `demo`.
    static let api: [StartupKey] = [
        StartupKey.text(
            "listen",
            \.listen,
            standard,
            valueName: "listen",
            allowed: "HOST:PORT",
            "The address to serve on, HOST:PORT. Port 0 takes any free one.",
            read: ListenAddress.init(_:),
            write: { $0.text }
        ),
        number("body-limit", \.api.bodyLimit, 1024...1 << 30, unit: "bytes", "Largest request body."),
        StartupKey.number(
            "rate-limit",
            \.api.requestsPerSecond,
            standard,
            1...1_000_000,
            "Most requests per second and API key, of each server; any number when not given.",
            read: { $0 },
            make: { $0 }
        ),
        StartupKey.toggle(
            "post-only",
            \.api.refusesGet,
            standard,
            "Refuse GET requests, which some older clients send and which put keys into URLs."
        ),
        choice(
            "default-profile",
            \.api.defaultProfile,
            valueName: "profile",
            "How answers are worded to whoever has no valid key"
        ),
        StartupKey.list(
            "cors-origin",
            \.origins,
            valueName: "origin",
            allowed: "https://HOST, http://HOST or *",
            """
            A website whose pages may use the API in browsers, such as https://shop.example, or * for any. Without it \
            browsers keep the answers from all pages.
            """,
            read: WebOrigin.init(reading:)
        ),
    ]

    /// Of `serve`, and of what prints a link to the pages.
    static let publicURL = StartupKey.optional(
        "public-url",
        \.pages.publicOrigin,
        valueName: "url",
        allowed: "https://HOST or http://HOST, with a port or without",
        """
        The address at which people reach the panel. Links begin with it, and forms have to come from it. Without it \
        it is the address that is listened on.
        """,
        read: { PublicOrigin($0) }
    )

    /// Of `serve` alone.
    static let serving: [StartupKey] = [
        publicURL,
        StartupKey.toggle(
            "plain-http",
            \.pages.allowsPlainHTTP,
            standard,
            """
            People reach the pages over plain http from other machines, as in a network of one's own. Who listens there \
            can read passwords.
            """
        ),
        StartupKey.list(
            "trusted-proxy",
            \.trustedProxies,
            valueName: "address",
            allowed: "an address or a range, such as 10.0.0.0/8",
            """
            A web server in front of this one, an address or a range such as 10.0.0.0/8. It is believed when it says in \
            X-Forwarded-For for whom it asks, and has any number of connections.
            """,
            read: AddressRange.init(_:)
        ),
        choice("log-level", \.logLevel, valueName: "level", "What to log on standard error"),
    ]
}

// MARK: Kinds of values

extension StartupKeys {
    typealias Path<Value> = any WritableKeyPath<StartupConfiguration, Value> & Sendable

    static func number(
        _ name: String,
        _ path: Path<Int>,
        _ bounds: ClosedRange<Int>,
        unit: String? = nil,
        _ help: String
    ) -> StartupKey {
        .number(name, path, standard, bounds, unit: unit, help, read: { $0 }, make: { $0 })
    }

    static func seconds(
        _ name: String,
        _ path: Path<Duration>,
        _ bounds: ClosedRange<Int>,
        _ help: String
    ) -> StartupKey {
        .number(
            name,
            path,
            standard,
            bounds,
            unit: "seconds",
            help,
            read: { Int($0.components.seconds) },
            make: { .seconds($0) }
        )
    }

    private static func choice<Value: CaseIterable & RawRepresentable & Sendable>(
        _ name: String,
        _ path: Path<Value>,
        valueName: String,
        _ help: String
    ) -> StartupKey where Value.RawValue == String {
        let values = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return .text(
            name,
            path,
            standard,
            valueName: valueName,
            allowed: "one of \(values)",
            "\(help): \(values).",
            read: { Value(rawValue: $0) },
            write: { $0.rawValue }
        )
    }
}

extension APIConfiguration {
    /// Whether requests must be `POST`.
    fileprivate var refusesGet: Bool {
        get { !acceptsGet }
        set { acceptsGet = !newValue }
    }
}
