package import PanelCore

/// What is said to people. What is not there in every language does not compile.
package protocol Worded {
    var english: String { get }
    var vietnamese: String { get }
}

extension Worded {
    /// What it says to somebody who reads `language`.
    package func words(in language: Language) -> String {
        switch language {
        case .english: english
        case .vietnamese: vietnamese
        }
    }
}
