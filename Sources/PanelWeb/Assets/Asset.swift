import Crypto
import HTTPTypes
package import Hummingbird
import NIOCore
import PanelCore

/// A file that pages refer to. It is a part of the program, and its address has a digest of what is in it: whoever has it
/// need not ask again, and a new version has a new address.
///
/// It is sent as it is: nothing that the panel depends on compresses. A proxy may.
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
    /// - Returns: The file, "not modified", or 404 for any other name, which may be that of another version.
    package static func response(to name: String, ifNoneMatch known: String?) -> Response {
        guard let file = Asset.allCases.lazy.map(\.file).first(where: { $0.name == name }) else {
            return Response(status: .notFound, headers: [.cacheControl: "no-store"])
        }
        // The address names the content already: any entity tag that came with it is that of this content.
        let isKnown = known.map { $0.contains(file.tag) } ?? false
        return Response(
            status: isKnown ? .notModified : .ok,
            headers: file.headers,
            body: isKnown ? ResponseBody() : ResponseBody(byteBuffer: file.bytes)
        )
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

        static let stylesheet = File("panel", "css", "text/css; charset=utf-8", PackageResources.panel_css)
        static let script = File("panel", "js", "text/javascript; charset=utf-8", PackageResources.panel_js)
        static let icon = File("icon", "svg", "image/svg+xml", PackageResources.icon_svg)

        init(_ stem: String, _ suffix: String, _ type: String, _ content: [UInt8]) {
            let digest = SHA256.hash(data: content).prefix(8).hexadecimal
            name = "\(stem).\(digest).\(suffix)"
            tag = "\"\(digest)\""
            headers = [
                .contentType: type,
                .cacheControl: "public, max-age=31536000, immutable",
                .eTag: tag,
                .xContentTypeOptions: "nosniff",
            ]
            bytes = ByteBuffer(bytes: content)
        }
    }
}
