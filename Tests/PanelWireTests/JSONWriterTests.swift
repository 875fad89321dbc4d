import PanelCore
import PanelTesting
import PanelWire
import Testing

struct JSONWriterTests {
    private static func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(capacity: 0)
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("", #""""#), ("a", #""a""#), ("https://a/b?c=d&e", #""https://a/b?c=d&e""#),
        ("Tốt 👍 \u{2028}", "\"Tốt 👍 \u{2028}\""),
        ("\"", #""\"""#), ("\\", #""\\""#), ("a\"b\\c", #""a\"b\\c""#), ("\r\n\t", #""\r\n\t""#),
        ("\u{8}\u{C}", #""\b\f""#),
        ("\0\u{1}\u{F}\u{10}\u{1B}\u{1F}", #""\u0000\u0001\u000f\u0010\u001b\u001f""#),
        ("\u{7F}\u{80}", "\"\u{7F}\u{80}\""),
        ("\"\u{301}", "\"\\\"\u{301}\""), ("<script>", #""<script>""#), ("ends\n", #""ends\n""#),
        ("\nstarts", #""\nstarts""#),
    ])
    func onlyWhatJSONDemandsIsEscaped(text: String, json: String) {
        #expect(Array(Self.written { $0.appendString(text) }.utf8) == Array(json.utf8))
    }

    @Test
    func everyScalarBelow300IsReadAgain() throws {
        for value: UInt32 in 0..<300 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a\(String(scalar))b"
            let read = try decode(jsonObject([("link", text)]), "application/json")[.link]
            #expect(read.map { Array($0.utf8) } == Array(text.utf8))
        }
    }

    @Test(arguments: [0, 7, 9, 10, 11, 99, 100, 101, 999, 1000, 10_000_000_000, -1, -10, -100, .max, .min])
    func integersAreWritten(value: Int64) {
        #expect(Self.written { $0.appendInteger(value) } == String(value))
    }

    @Test(
        arguments: [
            (0, "0"), (1, "0.000001"), (10, "0.00001"), (100_000, "0.1"), (123_456, "0.123456"), (1_000_000, "1"),
            (1_000_001, "1.000001"), (2_500_000, "2.5"), (100_842_920, "100.84292"), (-1, "-0.000001"),
            (-2_500_000, "-2.5"),
            (10_010_000, "10.01"), (.max, "9223372036854.775807"), (.min, "-9223372036854.775808"),
        ] as [(Int64, String)]
    )
    func amountsAreWritten(micros: Int64, text: String) {
        #expect(Self.written { $0.appendMoney(Money(micros: micros)) } == text)
    }

    @Test
    func numbersAreWrittenAsDescribed() {
        var generator = Seeded(6)
        for _ in 0..<5000 {
            // Numbers of all lengths, and amounts with zeros at their end.
            let shift = Int64.random(in: 0...63, using: &generator)
            let digits = Int64.random(in: .min ... .max, using: &generator) >> shift
            let zeros: Int64 = [1, 10, 1000, 1_000_000].randomElement(using: &generator) ?? 1
            let value = digits / zeros * zeros
            #expect(Self.written { $0.appendMoney(Money(micros: value)) } == Money(micros: value).description)
            #expect(Self.written { $0.appendInteger(value) } == String(value))
        }
    }

    @Test
    func piecesFollowEachOther() {
        var writer = JSONWriter(capacity: 1)
        writer.append("[")
        writer.appendBool(true)
        writer.append(",")
        writer.appendBool(false)
        writer.append(json: Array(",null".utf8))
        writer.append(json: [])
        writer.append("]")
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "[true,false,null]")
    }
}
