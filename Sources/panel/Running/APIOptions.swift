import ArgumentParser
package import PanelCore
package import PanelHTTP

/// Where and how the API is served.
struct APIOptions: ParsableArguments {
    @Option(help: "The address to serve on, HOST:PORT. Port 0 takes any free one.")
    var listen = ListenAddress.tcp(host: "127.0.0.1", port: 8080)

    @Option(help: ArgumentHelp("Largest request body.", valueName: "bytes"))
    var bodyLimit = 256 * 1024

    @Option(help: ArgumentHelp("Most requests per second and API key; any number when not given.", valueName: "number"))
    var rateLimit: Int?

    @Flag(help: "Refuse GET requests, which some older clients send.")
    var postOnly = false

    @Option(help: "How answers are worded to whoever has no valid key.")
    var defaultProfile = ResponseProfile.seed

    @Option(
        help: ArgumentHelp(
            "A website whose pages may use the API in browsers, such as https://shop.example, or * for any.",
            discussion: "Can be given several times. Without it browsers keep the answers from all pages.",
            valueName: "origin"
        )
    )
    var corsOrigin: [WebOrigin] = []

    func validate() throws {
        guard case .tcp = listen else { throw ValidationError("--listen must be HOST:PORT.") }
        guard bodyLimit >= 1024 else { throw ValidationError("--body-limit must be at least 1024.") }
        guard rateLimit.map({ $0 > 0 }) ?? true else { throw ValidationError("--rate-limit must be above zero.") }
    }
}

extension AddressRange: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}

extension ResponseProfile: ExpressibleByArgument {}

extension WebOrigin: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(reading: argument)
    }
}

extension ListenAddress: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }

    package var defaultValueDescription: String {
        switch self {
        case .tcp(let host, let port): "\(host):\(port)"
        case .unix(let path): path
        }
    }
}
