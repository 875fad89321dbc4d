import PanelCore
import Testing

@testable import PanelSecrets

struct NewPasswordTests {
    private static let family = "👨‍👩‍👧‍👦"

    @Test(arguments: [
        "mười ký tự", "correct horse", " 9 blanks ", "🙂🙃🙂🙃🙂🙃🙂🙃🙂🙃", String(repeating: "ab", count: 64),
        String(repeating: "🙂", count: 128), "12345\u{0}67890",
    ])
    func isTakenAsItWasTyped(text: String) throws {
        #expect(try NewPassword(text, for: name("alice")).text == text)
    }

    @Test(arguments: [
        ("", PasswordRefusal.tooShort(least: 10)),
        ("dài chín9", .tooShort(least: 10)),
        // One mark after the other on one letter is one character to whoever types it.
        ("a" + String(repeating: "\u{301}", count: 30), .tooShort(least: 10)),
        (String(repeating: "ab", count: 64) + "c", .tooLong(most: 128)),
        (String(repeating: family, count: 100), .tooLong(most: 128)),
        (String(repeating: "a", count: 1_000_000), .tooLong(most: 128)),
        ("1234567890", .common),
        ("QwertyUiop", .common),
        ("1111111111", .common),
        ("alice.smith@example", .sameAsName),
        ("Alice.SMITH@example", .sameAsName),
    ])
    func isRefused(text: String, refusal: PasswordRefusal) throws {
        #expect(throws: refusal) { try NewPassword(text, for: name("alice.smith@example")) }
    }

    private func name(_ text: String) throws -> AccountName { try #require(AccountName(text)) }
}

struct CommonPasswordsTests {
    private let all = PackageResources.common_passwords_txt.split(separator: UInt8(ascii: "\n"))
        .map { String(decoding: $0, as: UTF8.self) }

    @Test func eachIsFound() {
        #expect(all.count == 1772)
        #expect(all.filter { !CommonPasswords.contains($0) } == [])
    }

    @Test func whatIsNextToOneIsNot() throws {
        let known = Set(all)
        for neighbour in all.flatMap({ [String($0.dropLast()), $0 + "~", "\n" + $0, $0 + "\n"] })
        where !known.contains(neighbour) {
            #expect(!CommonPasswords.contains(neighbour), "\(neighbour)")
        }
        let (first, last) = (try #require(all.first), try #require(all.last))
        for text in ["", "\n", " ", "~", "ÿ", "\(first)\n\(all[1])", "\(last)\n"] {
            #expect(!CommonPasswords.contains(text))
        }
    }

    /// The list holds what can be a password, in the order that the search relies on.
    @Test func theListIsInOrder() {
        #expect(all.allSatisfy { $0.count >= PasswordLength.least && $0 == $0.lowercased() })
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(PackageResources.common_passwords_txt.last == UInt8(ascii: "\n"))
        #expect(PasswordLength.least >= 10, "take shorter ones into the list, as its LICENSE.txt says")
    }
}
