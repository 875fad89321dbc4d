import PanelSecrets
import Testing

struct SecretTokenTests {
    @Test func isReadInItsOneForm() throws {
        let token = SecretToken()
        #expect(token.text.utf8.count == SecretToken.textLength)
        let read = try #require(SecretToken(token.text))
        #expect(read == token)
        #expect(read.digest == token.digest)
        #expect(SecretToken().digest != token.digest)
    }

    @Test(arguments: ["", "short", String(repeating: "A", count: 44), String(repeating: "A", count: 42) + "="])
    func otherTextIsNone(text: String) {
        #expect(SecretToken(text) == nil)
    }

    /// The last character has four bits that belong to the token and two that must be zero.
    @Test func bitsBehindTheLastByteAreRefused() {
        #expect(SecretToken(String(repeating: "A", count: 43)) != nil)
        #expect(SecretToken(String(repeating: "A", count: 42) + "B") == nil)
    }
}
