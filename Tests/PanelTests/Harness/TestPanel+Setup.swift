import Foundation
import Testing

/// How the answers of the API are worded.
enum Profile: String, CaseIterable, Sendable {
    case seed
    case perfectpanel
}

extension TestPanel {
    /// Makes a customer.
    ///
    /// - Returns: The key.
    func customer(
        _ name: String,
        profile: Profile = .seed,
        balance: String? = nil,
        language: String = "vi"
    ) async throws -> String {
        let user = try await json(
            "user",
            "create",
            name,
            "--profile",
            profile.rawValue,
            "--language",
            language
        )
        if let balance { try await json("user", "credit", name, balance, "--reference", "first-\(name)") }
        return try #require(user["api_key"]?.text)
    }

    /// A client of the running server.
    func client(_ key: String) -> APIClient {
        APIClient(port: port, key: key)
    }

    /// Imports a catalogue, rows of JSON.
    func importServices(_ rows: String...) async throws {
        let path = directory + "/services.json"
        try Data("[\(rows.joined(separator: ","))]".utf8).write(to: URL(fileURLWithPath: path))
        try await json("service", "import", path)
    }

    /// Moves an order to a state.
    func update(_ order: Int64, _ options: String...) async throws {
        let result = try await run(["order", "update", String(order), "--json"] + options)
        try #require(result.succeeded, "\(result)")
    }

    /// The books and the orders must hold, always.
    func expectHealthy(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let result = try await run("doctor", "--json")
        #expect(result.succeeded, "\(result)", sourceLocation: sourceLocation)
        #expect(try result.json()["healthy"] == .bool(true), sourceLocation: sourceLocation)
        #expect(result.output.contains(#""healthy":true"#), sourceLocation: sourceLocation)
    }

    /// The balance of a customer, as staff see it.
    func balance(_ name: String) async throws -> String? {
        try await json("user", "show", name)["balance"]?.text
    }

    /// All orders, as staff see them.
    func orders(_ options: String...) async throws -> [JSON] {
        let result = try await run(["order", "list", "--json", "--limit", "10000"] + options)
        try #require(result.succeeded, "\(result)")
        return try result.json().array
    }
}

/// Rows of a catalogue that many tests sell from.
enum Row {
    /// The two services of the API document's example.
    static let facebookViews = """
        {"service":1,"name":"Facebook views","type":"Default","category":"Facebook","rate":"2.5","min":"200",\
        "max":"10000","refill":true,"cancel":true,"dripfeed":true,"refill_after_hours":0}
        """
    static let tiktokViews = """
        {"service":2,"name":"Tiktok views","type":"Default","category":"Tiktok","rate":"4","min":"10",\
        "max":"1500","refill":false,"cancel":true}
        """

    static func make(_ id: Int, _ type: String = "Default", _ rate: String = "1", more: String = "") -> String {
        """
        {"service":\(id),"name":"Service \(id)","type":"\(type)","category":"Dịch vụ","rate":"\(rate)",\
        "min":"1","max":"100000","refill":false\(more.isEmpty ? "" : ",")\(more)}
        """
    }
}
