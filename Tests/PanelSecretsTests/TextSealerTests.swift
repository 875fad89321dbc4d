import PanelCore
import PanelSecrets
import Testing

struct TextSealerTests {
    private let sealer: TextSealer
    private let upstream = ProviderName(unchecked: "upstream")

    init() throws {
        sealer = try TextSealer(secret: Array(1...32))
    }

    @Test func opensWhatItSealed() throws {
        for use in [TextSealer.Use.providerKey(upstream), .secondFactor(AccountID(rawValue: 7))] {
            let sealed = try sealer.seal("a secret ₫", for: use)
            #expect(try TextSealer(secret: Array(1...32)).open(sealed, for: use) == "a secret ₫")
            // Nobody sees which two are the same.
            #expect(try sealer.seal("a secret ₫", for: use) != sealed)
        }
    }

    /// Made by another program: what stands in databases has to open in later versions.
    @Test func opensWhatWasStoredLongAgo() throws {
        let stored = try #require(
            [UInt8](
                hexadecimal:
                    "000102030405060708090a0b640969e39f0064cd81a17cc2654266e339846156a39ff3bd6bebcae65cf7f26d3d"
                    + "ab8d1274"
            )
        )
        #expect(try sealer.open(SealedText(bytes: stored), for: .providerKey(upstream)) == "the key of a provider")
        #expect(sealer.digest == "34d45b2361bc46a5bd6e8176b6f2797e")
    }

    @Test func doesNotOpenForAnythingElse() throws {
        let sealed = try sealer.seal("a secret", for: .secondFactor(AccountID(rawValue: 7)))
        let others = [
            TextSealer.Use.secondFactor(AccountID(rawValue: 8)), .providerKey(ProviderName(unchecked: "7")),
            .providerKey(upstream),
        ]
        for other in others {
            #expect(throws: SealingProblem.wrongSecret) { try sealer.open(sealed, for: other) }
        }
    }

    @Test func doesNotOpenWithAnotherSecretOrWhenChanged() throws {
        let use = TextSealer.Use.providerKey(upstream)
        let sealed = try sealer.seal("a secret", for: use)
        let other = try TextSealer(secret: Array(2...33))
        #expect(other.digest != sealer.digest)
        #expect(throws: SealingProblem.wrongSecret) { try other.open(sealed, for: use) }
        for index in sealed.bytes.indices {
            var bytes = sealed.bytes
            bytes[index] ^= 1
            #expect(throws: SealingProblem.wrongSecret) { try sealer.open(SealedText(bytes: bytes), for: use) }
        }
        for bytes in [[], Array(sealed.bytes.prefix(12)), Array(sealed.bytes.dropLast())] {
            #expect(throws: SealingProblem.wrongSecret) { try sealer.open(SealedText(bytes: bytes), for: use) }
        }
    }

    @Test func aShortSecretIsRefused() throws {
        #expect(throws: SecretTooShort(least: 16)) { try TextSealer(secret: Array(1...15)) }
        _ = try TextSealer(secret: Array(1...16))
    }
}
