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
        #expect(try NewPassword(text, for: name("alice")).password.text.utf8.elementsEqual(text.utf8))
    }

    /// Marks that stand alone come together with their letters.
    @Test(arguments: [
        ("ti\u{65}\u{302}\u{301}ng Vi\u{65}\u{323}\u{302}t", "ti\u{1EBF}ng Vi\u{1EC7}t"),
        // The two marks in the other order.
        ("Vi\u{65}\u{302}\u{323}t Nam muôn năm", "Vi\u{1EC7}t Nam muôn năm"),
        ("Vi\u{EA}\u{323}t Nam muôn năm", "Vi\u{1EC7}t Nam muôn năm"),
        // What looks like others and is none of them stays what it is.
        ("ﬁfteen ½ ＡＢＣ", "ﬁfteen ½ ＡＢＣ"),
    ])
    func isComposed(typed: String, composed: String) throws {
        #expect(try NewPassword(typed, for: name("alice")).password.text.utf8.elementsEqual(composed.utf8))
    }

    /// As people see them, in whatever way they were typed.
    @Test(arguments: [("ệ", 10, true), ("ệ", 9, false), ("ệ", 128, true), ("ệ", 129, false)])
    func isMeasuredInCharacters(character: String, count: Int, isTaken: Bool) throws {
        for typed in ["\u{1EC7}", "e\u{323}\u{302}"] {
            #expect(typed == character)
            let text = String(repeating: typed, count: count)
            let password = try? NewPassword(text, for: name("alice"))
            #expect((password != nil) == isTaken, "\(typed.utf8.count) bytes")
        }
    }

    @Test func marksWithoutEndAreRefusedAtOnce() throws {
        let text = "a" + String(repeating: "\u{301}\u{323}", count: 500_000)
        #expect(throws: PasswordRefusal.tooLong(most: 128)) { try NewPassword(text, for: name("alice")) }
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
