import PanelCore
import PanelSecrets
import Testing

@testable import PanelOperations

struct KnownBrowserTests {
    private let alice = AccountID(rawValue: 1)
    private let sealer = try? TextSealer(secret: Array(1...32))

    @Test func isKnownByItsMark() throws {
        let browser = try #require(KnownBrowser(of: alice, sealer))
        #expect(KnownBrowser(browser.text, of: alice, sealer)?.nonce == browser.nonce)
        #expect(KnownBrowser(of: alice, sealer)?.text != browser.text)
    }

    @Test func isKnownToThisPanelAndForThisAccountAlone() throws {
        let browser = try #require(KnownBrowser(of: alice, sealer))
        let other = try TextSealer(secret: Array(2...33))
        #expect(KnownBrowser(browser.text, of: AccountID(rawValue: 2), sealer) == nil)
        #expect(KnownBrowser(browser.text, of: alice, other) == nil)
        #expect(KnownBrowser(browser.text, of: alice, nil) == nil)
        #expect(KnownBrowser(of: alice, nil) == nil)
    }

    /// Each bit of it counts, and so does its length.
    @Test func isKnownByTheWholeMark() throws {
        let browser = try #require(KnownBrowser(of: alice, sealer))
        let bytes = try #require(BaseEncoding.base64URL.bytes(of: browser.text))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            #expect(KnownBrowser(BaseEncoding.base64URL.text(of: changed), of: alice, sealer) == nil, "byte \(index)")
        }
        for text in ["", String(browser.text.dropLast(4)), browser.text + "AAAA"] {
            #expect(KnownBrowser(text, of: alice, sealer) == nil)
        }
    }
}
