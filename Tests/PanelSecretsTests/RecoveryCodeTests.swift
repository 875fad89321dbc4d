import PanelCore
import PanelSecrets
import Testing

struct RecoveryCodeTests {
    private let account = AccountID(rawValue: 7)

    @Test func aSetHasEightThatDiffer() {
        let codes = RecoveryCode.newSet()
        #expect(codes.count == 8)
        #expect(Set(codes.map { $0.digest(for: account) }).count == 8)
        #expect(Set(codes).isDisjoint(with: RecoveryCode.newSet()))
    }

    @Test func isWrittenWithoutWhatIsMistaken() {
        let texts = (0..<100).flatMap { _ in RecoveryCode.newSet().map(\.text) }
        #expect(texts.allSatisfy { $0.utf8.count == 9 && $0.split(separator: "-").map(\.count) == [4, 4] })
        // All that may stand in one does.
        #expect(Set(texts.joined()) == Set("-23456789abcdefghjkmnpqrstuvwxyz"))
    }

    @Test(arguments: ["k7m2-qx9d", "K7M2-QX9D", "k7m2qx9d", " k7m2 qx9d ", "k7 m2-qx 9d", "k-7-m-2-q-x-9-d"])
    func isReadAsPeopleTypeIt(text: String) throws {
        let code = try #require(RecoveryCode("k7m2-qx9d"))
        #expect(code.text == "k7m2-qx9d")
        #expect(RecoveryCode(text)?.digest(for: account) == code.digest(for: account))
    }

    @Test(arguments: ["", "-", "k7m2-qx9", "k7m2-qx9dd", "k7m2-qx9o", "k7m2-qx90", "k7m2-qx9\u{301}d", "123456"])
    func otherTextIsNone(text: String) {
        #expect(RecoveryCode(text) == nil)
    }

    @Test func twoAccountsWithTheSameCodeHaveOtherDigests() throws {
        let code = try #require(RecoveryCode("k7m2-qx9d"))
        #expect(code.digest(for: account) != code.digest(for: AccountID(rawValue: 8)))
        #expect(code.digest(for: account).bytes.count == 32)
    }
}
