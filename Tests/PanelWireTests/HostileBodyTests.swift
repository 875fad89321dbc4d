import PanelCore
import PanelTesting
import PanelWire
import Testing

/// No body crashes the decoder, and the encodings agree about all text.
struct HostileBodyTests {
    private static let sample: [(name: String, value: String)] = [
        ("key", "0a1b2c"), ("action", "add"), ("orders[]", "1"), ("orders[]", "2"),
        ("link", "https://example.com/?a=1&b=2"),
        ("comments", "Tốt lắm 👍\r\n\"100%\"\\ + more"), ("unknown", "\u{1}é"),
    ]

    @Test(arguments: BodyEncoding.allCases)
    func everyBeginningIsReadOrRefused(encoding: BodyEncoding) throws {
        let body = encoding.encode(Self.sample)
        #expect(try decode(body, encoding.rawValue).count == 5)
        for length in 1..<body.count {
            let start = Array(body[..<length])
            if encoding == .form {
                // A form has no end that could be missing; only half a character can be seen.
                _ = try? decode(start, encoding.rawValue)
            } else if length < body.count - 2 || encoding == .json {
                // Without its last line end a multipart body is complete.
                #expect(throws: APIRefusal.incorrectRequest) { try decode(start, encoding.rawValue) }
            }
            _ = try? decode(Array(body[length...]), encoding.rawValue)
        }
    }

    @Test(arguments: BodyEncoding.allCases, 1...4)
    func randomBodiesAreReadOrRefused(encoding: BodyEncoding, seed: UInt64) {
        var generator = Seeded(seed)
        for _ in 0..<1500 {
            let body = Self.randomBody(using: &generator)
            #expect(Self.isReadOrRefused(body, encoding))
        }
    }

    @Test(arguments: BodyEncoding.allCases, 1...4)
    func damagedBodiesAreReadOrRefused(encoding: BodyEncoding, seed: UInt64) {
        var generator = Seeded(seed)
        let body = encoding.encode(Self.sample)
        for _ in 0..<1500 {
            var damaged = body
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<damaged.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: damaged[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: damaged.remove(at: place)
                default: damaged.insert(contentsOf: damaged[place...].prefix(9), at: place)
                }
            }
            #expect(Self.isReadOrRefused(damaged, encoding))
        }
    }

    private static func isReadOrRefused(_ body: [UInt8], _ encoding: BodyEncoding) -> Bool {
        do throws(APIRefusal) {
            _ = try RequestDecoder.parameters(body: body.span, contentType: encoding.rawValue, query: nil)
            return true
        } catch {
            return error == .incorrectRequest
        }
    }

    /// Bytes, and the words that mean something to the decoders.
    private static func randomBody(using generator: inout Seeded) -> [UInt8] {
        let words = [
            "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "d83d", "null", "1e5", "-", "=", "&", "%", "%4", "+",
            "key",
            "orders", "[]", "[0]", "\r\n", "--", "------------------------d74496d66958873e", "Content-Disposition:",
            " form-data;", "name=", ";",
        ]
        var body: [UInt8] = []
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            if Bool.random(using: &generator) {
                body += words.randomElement(using: &generator).map { Array($0.utf8) } ?? []
            } else {
                body.append(UInt8.random(in: 0...255, using: &generator))
            }
        }
        return body
    }

    @Test(arguments: 1...8)
    func encodingsAgree(seed: UInt64) throws {
        var generator = Seeded(seed)
        for _ in 0..<100 {
            let names = ParameterName.allCases.shuffled(using: &generator).prefix(
                Int.random(in: 1...8, using: &generator)
            )
            let sent = names.map { (name: $0.rawValue, value: Self.randomText(using: &generator)) }
            let expected = ParameterSet(zip(names, sent).map { ParameterSet.Entry($0, $1.value) })
            for encoding in BodyEncoding.allCases {
                let body = encoding.encode(sent)
                let parameters = try RequestDecoder.parameters(
                    body: body.span,
                    contentType: encoding.rawValue,
                    query: nil
                )
                #expect(parameters == expected)
                // Equal strings can have different bytes.
                #expect(parameters.entries.map { Array($0.value.utf8) } == sent.map { Array($0.value.utf8) })
            }
        }
    }

    private static func randomText(using generator: inout Seeded) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            let limit: UInt32 = [0x20, 0x80, 0x80, 0x800, 0x1_0000, 0x11_0000].randomElement(using: &generator) ?? 0x80
            // Half a surrogate pair is no scalar.
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    // In quadratic time each of these bodies would take minutes.
    @Test(.timeLimit(.minutes(1)), arguments: BodyEncoding.allCases)
    func largeBodiesAreReadInLinearTime(encoding: BodyEncoding) throws {
        let nasty = ["\r\n------------------------", "\r", "%", "\\", "\u{1}", "é", ",", "&=", "\r\n--"]
        for piece in nasty {
            let value = String(repeating: piece, count: 100_000 / piece.utf8.count)
            let body = encoding.encode([("comments", value)])
            #expect(try decode(body, encoding.rawValue) == [.comments: value])
        }
    }
}
