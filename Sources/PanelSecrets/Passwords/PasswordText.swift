import Foundation
import PanelCore

/// A password as it is measured, compared and hashed: what was typed, with each letter and its marks composed (NFC).
///
/// One keyboard sends `ế` as one code point, another as a letter with two marks; to whoever types it is the same password.
/// NIST SP 800-63B asks for this before hashing. No later version of Unicode composes in another way what has its code
/// points today.
struct PasswordText: Sendable {
    let text: String

    /// What has more bytes than this has more than ``PasswordLength/mostBytes`` when it is composed, too: composing makes
    /// nothing shorter than a third. It is left as it is, since marks without end take long to be put in order.
    private static let mostBytes = 3 * PasswordLength.mostBytes

    init(_ typed: String) {
        text = typed.utf8.count <= PasswordText.mostBytes ? typed.precomposedStringWithCanonicalMapping : typed
    }

    /// Whether it can be a password at all.
    var fits: Bool { text.utf8.count <= PasswordLength.mostBytes }
}
