import Crypto
import HTTPTypes
package import Hummingbird
import NIOCore
import PanelCore

/// A file that pages refer to. It is a part of the program, and its address has a digest of what is in it: whoever has it
/// need not ask again, and a new version has a new address.
///
/// It is sent compressed to whoever reads that: pages have to come over slow networks, too. Pages themselves are not
/// compressed; beside a secret they have what visitors type, and their length would tell of both (BREACH).
package enum Asset: String, CaseIterable, Sendable {
    case stylesheet
    case script
    case icon

    /// Where it is: `/assets/panel.0123456789abcdef.css`.
    package var path: String { "/assets/\(file.name)" }

    /// Answers for a file below `/assets/`.
    ///
    /// - Parameters:
    ///   - name: What follows `/assets/` in the request's path.
    ///   - known: The request's `If-None-Match`.
    ///   - encodings: The request's `Accept-Encoding`.
    /// - Returns: The file, "not modified", or 404 for any other name, which may be that of another version.
    package static func response(to name: String, ifNoneMatch known: String?, accepting encodings: String?) -> Response
    {
        guard let file = Asset.allCases.lazy.map(\.file).first(where: { $0.name == name }) else {
            return Response(status: .notFound, headers: [.cacheControl: "no-store"])
        }
        // The address names the content already: any entity tag that came with it is that of this content.
        let isKnown = known.map { $0.contains(file.tag) } ?? false
        guard !isKnown else { return Response(status: .notModified, headers: file.headers) }
        guard let compressed = file.compressed, encodings.map(readsGzip) ?? false else {
            return Response(status: .ok, headers: file.headers, body: ResponseBody(byteBuffer: file.bytes))
        }
        var headers = file.headers
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: compressed))
    }

    /// Whether an `Accept-Encoding` has gzip, and not with the weight of nothing.
    private static func readsGzip(_ encodings: String) -> Bool {
        encodings.split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map(\.trimmedASCII)
            guard parts.first?.lowercased() == "gzip" else { return false }
            return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0.lowercased()) }
        }
    }

    private var file: File {
        switch self {
        case .stylesheet: File.stylesheet
        case .script: File.script
        case .icon: File.icon
        }
    }

    private struct File: Sendable {
        let name: String
        let tag: String
        let headers: HTTPFields
        let bytes: ByteBuffer
        let compressed: ByteBuffer?

        static let stylesheet = File("panel", "css", "text/css; charset=utf-8", PackageResources.panel_css)
        static let script = File("panel", "js", "text/javascript; charset=utf-8", PackageResources.panel_js)
        static let icon = File("icon", "svg", "image/svg+xml", PackageResources.icon_svg)

        init(_ stem: String, _ suffix: String, _ type: String, _ content: [UInt8]) {
            let digest = SHA256.hash(data: content).prefix(8).hexadecimal
            name = "\(stem).\(digest).\(suffix)"
            // Weak, since there are two spellings of it in bytes (RFC 9110, 8.8.3.3).
            tag = "W/\"\(digest)\""
            headers = [
                .contentType: type,
                .cacheControl: "public, max-age=31536000, immutable",
                .eTag: tag,
                .vary: "Accept-Encoding",
                .xContentTypeOptions: "nosniff",
            ]
            bytes = ByteBuffer(bytes: content)
            compressed = Gzip.compressed(content).map { ByteBuffer(bytes: $0) }
        }
    }
}
