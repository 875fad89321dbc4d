package import HTTPTypes

/// A website as browsers name it: scheme, host, and the port where it is another than the scheme's own.
package struct WebOrigin: Hashable, Sendable {
    let text: String

    /// Any website.
    static let any = WebOrigin("*")

    private init(_ text: String) {
        self.text = text
    }

    /// Reads `https://shop.example`, `http://localhost:3000`, or `*` for any.
    package init?(reading text: String) {
        guard text != "*" else {
            self = .any
            return
        }
        let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "https:" || parts[0] == "http:", parts[1].isEmpty else { return nil }
        let port = parts[0] == "https:" ? ":443" : ":80"
        // Browsers leave the scheme's own port out.
        let place = parts[2].hasSuffix(port) ? parts[2].dropLast(port.count) : parts[2]
        guard !place.isEmpty, place.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"@?#\\*,".utf8.contains($0) }) else {
            return nil
        }
        self.text = "\(parts[0])//\(place)"
    }
}

/// The websites whose pages may use a server from browsers, as the CORS protocol has it (Fetch, section 3.3).
package struct AllowedOrigins: Sendable {
    private let origins: Set<String>
    private let isAny: Bool

    /// Whether no page may.
    package var isEmpty: Bool { origins.isEmpty }

    package init(_ origins: [WebOrigin] = []) {
        self.origins = Set(origins.map(\.text))
        isAny = origins.contains(.any)
    }

    /// What every answer to a page of `origin` says, so that the page may read it.
    ///
    /// - Parameter origin: The value of `Origin`; `nil` when no browser asks.
    /// - Returns: `nil` when nothing is said.
    package func fields(for origin: String?) -> HTTPFields? {
        guard let origin, isAny || origins.contains(origin) else { return nil }
        var fields: HTTPFields = [.accessControlExposeHeaders: "Retry-After"]
        if isAny {
            fields[.accessControlAllowOrigin] = "*"
        } else {
            fields[.accessControlAllowOrigin] = origin
            fields[.vary] = "Origin"
        }
        return fields
    }
}
