import CQREncode
package import PanelMarkup

/// Text as a QR code of level M, of which 15 % may be covered.
package struct QRCode: Sendable {
    /// Modules on each side, without the quiet zone around it, which the stylesheet leaves.
    package let width: Int
    /// What is dark, in the commands of an SVG path.
    private let path: String

    /// The most that fits into the largest code, in bytes.
    package static let longest = 2331

    /// - Returns: `nil` for empty text and for more than ``longest`` bytes.
    package init?(_ text: String) {
        // The library makes none of either, so nothing has to be counted here.
        let bytes = Array(text.utf8)
        guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        // The lowest bit of each byte is the colour, the others say what it is for.
        path = QRCode.path(of: UnsafeBufferPointer(start: code.pointee.data, count: width * width), width: width)
    }

    /// - Parameter label: What it is, for who can not see it.
    package func html(label: String) -> HTML {
        """
        <svg class="qr" viewBox="0 0 \(width) \(width)" role="img" aria-label="\(label)" shape-rendering="crispEdges">\
        <path d="\(path)"/></svg>
        """
    }

    /// A rectangle for each run of dark modules in a row.
    private static func path(of modules: UnsafeBufferPointer<UInt8>, width: Int) -> String {
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, modules[row * width + column] & 1 == 1 { column += 1 }
                if column > start {
                    path += "M\(start) \(row)h\(column - start)v1h-\(column - start)z"
                } else {
                    column += 1
                }
            }
        }
        return path
    }
}
