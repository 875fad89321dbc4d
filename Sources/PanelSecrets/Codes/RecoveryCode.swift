import Crypto
package import PanelCore

/// A code in the place of one that an authenticator shows, for when that is lost: `k7m2-qx9d`. Somebody gets eight and
/// each works once: whoever keeps their digests takes one out that was used.
///
/// It has 39.6 random bits. That is enough, since it is no good without the password: whoever guesses at it has five tries
/// before the password is asked for again, and whoever reads digests in a stolen database and finds it by trying has the
/// hash of the password before them still.
package struct RecoveryCode: Hashable, Sendable {
    /// Eight letters and digits, without the dash.
    private let letters: [UInt8]

    /// How many somebody gets.
    package static let countOfSet = 8

    /// None of 0 and o, 1, i and l, which are mistaken for each other.
    private static let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyz".utf8)
    private static let length = 8

    private init() {
        var generator = SystemRandomNumberGenerator()
        letters = (0..<RecoveryCode.length).map { _ in
            RecoveryCode.alphabet[Int.random(in: RecoveryCode.alphabet.indices, using: &generator)]
        }
    }

    /// Makes eight that differ.
    package static func newSet() -> [RecoveryCode] {
        var codes: Set<RecoveryCode> = []
        while codes.count < countOfSet { codes.insert(RecoveryCode()) }
        return Array(codes)
    }

    /// Reads what somebody typed: in any case, with blanks and dashes anywhere.
    package init?(_ text: String) {
        letters = text.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
        guard letters.count == RecoveryCode.length, letters.allSatisfy(RecoveryCode.alphabet.contains) else {
            return nil
        }
    }

    /// As it is shown.
    package var text: String {
        let half = RecoveryCode.length / 2
        return String(decoding: letters.prefix(half), as: UTF8.self) + "-"
            + String(decoding: letters.dropFirst(half), as: UTF8.self)
    }

    /// By which it is recognized. The account is in it: of 39.6 bits two accounts may have the same, and whoever tries all
    /// has to do so for each account anew.
    package func digest(for account: AccountID) -> TokenDigest {
        TokenDigest(bytes: Array(SHA256.hash(data: Array("panel recovery code 1 \(account) ".utf8) + letters)))
    }
}
