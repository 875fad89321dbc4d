import PanelSecrets
import Testing

struct CSRFTokenTests {
    private let session = SecretToken()

    @Test func eachPageHasAnotherMaskOfTheSameToken() {
        let token = CSRFToken(session: session)
        let pages = (0..<20).map { _ in token.masked() }
        #expect(Set(pages).count == pages.count)
        #expect(pages.allSatisfy { $0.utf8.count == CSRFToken.maskedLength })
        #expect(pages.allSatisfy(CSRFToken(session: session).matches))
    }

    @Test func thatOfAnotherSessionIsNone() {
        #expect(!CSRFToken(session: session).matches(CSRFToken(session: SecretToken()).masked()))
    }

    @Test func eachCharacterOfItCounts() {
        let token = CSRFToken(session: session)
        let masked = Array(token.masked())
        for index in masked.indices.dropLast() {
            var other = masked
            other[index] = other[index] == "A" ? "B" : "A"
            #expect(!token.matches(String(other)), "\(index)")
        }
    }

    @Test(arguments: ["", "A", String(repeating: "A", count: 85), String(repeating: "A", count: 86), "a@\u{301}"])
    func otherTextIsNone(text: String) {
        #expect(!CSRFToken(session: session).matches(text))
        #expect(!CSRFToken(session: session).matches(CSRFToken(session: session).masked() + text + "A"))
    }

    /// A page must not give the session away to whoever can read it.
    @Test func theSessionIsNotInIt() {
        let masked = CSRFToken(session: session).masked()
        #expect(!masked.contains(session.text))
        #expect(!CSRFToken(session: session).matches(session.text + session.text))
    }
}
