package import PanelCore

/// The words of one page, which stand in its own file. What is not there in every language does not compile.
package protocol PageWords: Sendable {
    static var vi: Self { get }
    static var en: Self { get }
}

extension PageWords {
    /// The words for somebody who reads `language`.
    package static func `in`(_ language: Language) -> Self {
        switch language {
        case .vietnamese: vi
        case .english: en
        }
    }
}
