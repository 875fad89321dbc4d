import Foundation
import PanelCore
import PanelMarkup
import PanelWeb
import Testing

/// Writes pages to files, to be looked at: `PANEL_GALLERY=FOLDER swift test --filter GalleryTests`, then
/// `python3 -m http.server --directory FOLDER`.
enum Gallery {
    static let folder = ProcessInfo.processInfo.environment["PANEL_GALLERY"].map { URL(fileURLWithPath: $0) }

    static func save(_ html: HTML, as name: String) throws {
        guard let folder else { return }
        let assets = folder.appending(path: "assets")
        try FileManager.default.createDirectory(at: assets, withIntermediateDirectories: true)
        for (asset, file) in [(Asset.stylesheet, "panel.css"), (.script, "panel.js"), (.icon, "icon.svg")] {
            let source = URL(fileURLWithPath: "Sources/PanelWeb/Assets/\(file)")
            try Data(contentsOf: source).write(to: folder.appending(path: asset.path))
        }
        try Data(html.bytes).write(to: folder.appending(path: "\(name).html"))
    }
}

@Suite(.enabled(if: Gallery.folder != nil))
struct GalleryTests {
    @Test(arguments: PageSample.allCases, Language.allCases)
    func pages(_ sample: PageSample, _ language: Language) throws {
        try Gallery.save(sample.html(typed: "minhanh", in: language), as: "\(sample.rawValue)-\(language.rawValue)")
    }
}
