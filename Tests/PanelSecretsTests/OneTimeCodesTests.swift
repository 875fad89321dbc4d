import PanelCore
import PanelSecrets
import Testing

struct OneTimeCodesTests {
    /// That of the RFCs, "12345678901234567890".
    private let codes: OneTimeCodes
    private static let base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    init() throws {
        codes = try #require(OneTimeCodes(base32: OneTimeCodesTests.base32))
    }

    /// RFC 4226, appendix D.
    @Test func codesAreThoseOfTheCounter() {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { codes.code(of: $0) } == expected)
    }

    /// RFC 6238, appendix B: the last six of its eight digits.
    @Test(
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)]
    )
    func codesAreThoseOfTheTime(second: Int64, code: String) {
        #expect(codes.step(matching: code, at: time(second), after: nil) == second / 30)
    }

    @Test func aClockMayBeOneStepOff() {
        let now = time(59 * 30 + 15)
        for step in Int64(56)...62 {
            let expected = (58...60).contains(step) ? step : nil
            #expect(codes.step(matching: codes.code(of: step), at: now, after: nil) == expected, "\(step)")
        }
    }

    @Test func noCodeWorksTwiceAndNoneBeforeOneThatDid() throws {
        let now = time(59 * 30)
        let step = try #require(codes.step(matching: codes.code(of: 59), at: now, after: 58))
        #expect(codes.step(matching: codes.code(of: 59), at: now, after: step) == nil)
        #expect(codes.step(matching: codes.code(of: 58), at: now, after: step) == nil)
        #expect(codes.step(matching: codes.code(of: 60), at: now, after: step) == 60)
    }

    /// Two of three steps in a row seldom have the same code; then it must not work for one after the other.
    @Test func aCodeOfTwoStepsWorksOnce() throws {
        let first: Int64 = 910_737
        let code = codes.code(of: first)
        try #require(code == codes.code(of: first + 1))
        let step = try #require(codes.step(matching: code, at: time(first * 30), after: nil))
        #expect(step == first + 1)
        #expect(codes.step(matching: code, at: time(first * 30), after: step) == nil)
    }

    @Test func blanksOfAnAuthenticatorAreLeftOut() {
        #expect(codes.step(matching: " 287 082 ", at: time(59), after: nil) == 1)
        for text in ["", "28708", "2870821", "28708a", "٢٨٧٠٨٢", "２８７０８２", "-287082", "287\u{301}082", "000000"] {
            #expect(codes.step(matching: text, at: time(59), after: nil) == nil, "\(text)")
        }
    }

    @Test func theSecretIsWrittenAndRead() throws {
        #expect(codes.base32 == OneTimeCodesTests.base32)
        #expect(codes.grouped == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        let new = OneTimeCodes()
        #expect(OneTimeCodes(base32: new.base32) == new)
        #expect(new != OneTimeCodes())
        for text in ["", "GEZDGNBVGY3TQOJQ", OneTimeCodesTests.base32.lowercased(), OneTimeCodesTests.base32 + "A"] {
            #expect(OneTimeCodes(base32: text) == nil)
        }
    }

    @Test func theAddressNamesPanelAndAccount() throws {
        let name = try #require(AccountName("an.na@example-1_x"))
        #expect(
            codes.uri(issuer: "Bảng & Co: 100%/?#", name: name)
                == "otpauth://totp/B%E1%BA%A3ng%20%26%20Co%3A%20100%25%2F%3F%23:an.na%40example-1_x"
                + "?secret=\(OneTimeCodesTests.base32)&issuer=B%E1%BA%A3ng%20%26%20Co%3A%20100%25%2F%3F%23"
        )
    }

    private func time(_ second: Int64) -> Timestamp { Timestamp(milliseconds: second * 1000) }
}
