import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// An answer over HTTP.
struct HTTPAnswer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSON { try JSON(text: text) }
}

/// How parameters go over the wire.
enum Encoding: CaseIterable, Sendable {
    case form
    case multipart
    case json
    case query
    case untyped
}

/// A customer's program.
struct APIClient: Sendable {
    typealias Parameters = KeyValuePairs<String, String>

    let port: Int
    let key: String

    /// As many connections as a test asks for.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 128
        configuration.timeout.connect = .seconds(60)
        // Where nobody listens, the next try is the caller's, maybe elsewhere.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// Asks for an action.
    @discardableResult
    func call(
        _ action: String,
        _ parameters: Parameters = [:],
        as encoding: Encoding = .form
    ) async throws
        -> HTTPAnswer
    {
        try await send([("key", key), ("action", action)] + parameters.map { ($0.key, $0.value) }, as: encoding)
    }

    /// Places an order that has to be taken.
    ///
    /// - Returns: Its id.
    func order(_ parameters: Parameters) async throws -> Int64 {
        let answer = try await call("add", parameters)
        guard let id = try answer.json()["order"]?.id else { throw Refused(text: answer.text) }
        return id
    }

    struct Refused: Error {
        let text: String
    }

    /// Sends parameters as they are, with no key of its own.
    func send(
        _ parameters: [(String, String)],
        as encoding: Encoding = .form,
        headers: [String: String] = [:]
    ) async throws -> HTTPAnswer {
        switch encoding {
        case .form:
            try await post(APIClient.form(parameters), type: "application/x-www-form-urlencoded", headers: headers)
        case .untyped:
            try await post(APIClient.form(parameters), type: nil, headers: headers)
        case .multipart:
            try await post(
                APIClient.multipart(parameters, boundary: "x-boundary-1"),
                type: "multipart/form-data; boundary=x-boundary-1",
                headers: headers
            )
        case .json:
            try await post(APIClient.json(parameters), type: "application/json", headers: headers)
        case .query:
            try await request(.GET, query: APIClient.form(parameters), headers: headers)
        }
    }

    func post(
        _ body: String,
        type: String?,
        path: String = "/api/v2",
        query: String = "",
        headers: [String: String] = [:]
    ) async throws -> HTTPAnswer {
        try await request(
            .POST,
            path: path,
            query: query,
            type: type,
            headers: headers,
            body: ByteBuffer(string: body)
        )
    }

    func request(
        _ method: HTTPMethod,
        path: String = "/api/v2",
        query: String = "",
        type: String? = nil,
        headers: [String: String] = [:],
        body: ByteBuffer? = nil
    ) async throws -> HTTPAnswer {
        let suffix = query.isEmpty ? "" : "?" + query
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)\(suffix)")
        request.method = method
        if let type { request.headers.add(name: "content-type", value: type) }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(body) }
        let response = try await APIClient.http.execute(request, timeout: .seconds(120))
        let answer = try await response.body.collect(upTo: 16 * 1024 * 1024)
        return HTTPAnswer(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { $1 },
            body: Array(answer.readableBytesView)
        )
    }

    // MARK: Encodings

    static func percent(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                String(UnicodeScalar(byte))
            default:
                "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }

    static func form(_ parameters: [(String, String)]) -> String {
        parameters.map { "\(percent($0.utf8))=\(percent($1.utf8))" }.joined(separator: "&")
    }

    static func multipart(_ parameters: [(String, String)], boundary: String) -> String {
        parameters.map { name, value in
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }.joined() + "--\(boundary)--\r\n"
    }

    static func json(_ parameters: [(String, String)]) -> String {
        "{" + parameters.map { "\(quoted($0)):\(quoted($1))" }.joined(separator: ",") + "}"
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
