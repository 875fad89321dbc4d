import PanelCore
import PanelWire
import Testing

struct FormDecodingTests {
    @Test(
        arguments: [
            ("key=abc&action=add", [.key: "abc", .action: "add"]),
            ("link=https%3A%2F%2Fexample.com%2F%3fa%3D1", [.link: "https://example.com/?a=1"]),
            ("comments=a+b%20c%2Bd%0D%0Ae", [.comments: "a b c+d\r\ne"]),
            ("comments=T%E1%BB%91t%20l%E1%BA%AFm+%F0%9F%91%8D", [.comments: "Tốt lắm 👍"]),
            ("comments=Tốt", [.comments: "Tốt"]),
            ("link=a=b=c", [.link: "a=b=c"]),
            ("%6Bey=abc&view%5Ftime=5", [.key: "abc", .viewTime: "5"]),
            ("link=", [.link: ""]),
            ("link", [.link: ""]),
            ("link&key=k", [.link: "", .key: "k"]),
            ("&&link=a&&&key=k&", [.link: "a", .key: "k"]),
            ("=x&key=k", [.key: "k"]),
            ("Link=a&KEY=k&link =b&links=c&lin=d", [:]),
            ("%00=a&link=%00", [.link: "\0"]),
            ("link=a;quantity=5", [.link: "a;quantity=5"]),
            ("&", [:]),
        ] as [(String, [ParameterName: String])]
    )
    func pairsAreRead(body: String, expected: [ParameterName: String]) throws {
        #expect(try decode(body) == expected)
    }

    @Test(arguments: [
        ("%", "%"), ("100%", "100%"), ("100%&key=k", "100%"), ("%4", "%4"), ("%zz", "%zz"), ("%4g1", "%4g1"),
        ("%g4", "%g4"), ("%%41", "%A"), ("%25", "%"), ("%2541", "%41"), ("5%+off", "5% off"), ("%-1", "%-1"),
        ("%\u{660}1", "%\u{660}1"),
    ])
    func strayPercentSignStays(sent: String, value: String) throws {
        #expect(try decode("link=\(sent)")[.link] == value)
    }

    @Test(arguments: [
        "%FF", "a%80", "%C3", "%C3%28", "%E1%BB", "%ED%A0%80", "%F0%80%80%80", "%F4%90%80%80", "%C0%AF", "%FE",
    ])
    func valueOfKnownParameterIsUTF8(sent: String) throws {
        #expect(throws: APIRefusal.incorrectRequest) { try decode("key=k&link=\(sent)") }
        #expect(try decode("key=k&unknown=\(sent)&\(sent)=1") == [.key: "k"])
    }

    @Test
    func unencodedBytesAreUTF8() {
        for bytes: [UInt8] in [[0xFF], [0x80], [0xC3], [0xED, 0xA0, 0x80], [0xC3, 0x26]] {
            #expect(throws: APIRefusal.incorrectRequest) { try decode(Array("link=".utf8) + bytes) }
        }
    }

    @Test
    func addIsReadInTheOrderSent() throws {
        let body = Array("key=0a&action=add&service=1&link=https%3A%2F%2Fexample.com&quantity=1000".utf8)
        let parameters = try RequestDecoder.parameters(body: body.span, contentType: nil, query: nil)
        let expected = ParameterSet([
            .init(.key, "0a"), .init(.action, "add"), .init(.service, "1"), .init(.link, "https://example.com"),
            .init(.quantity, "1000"),
        ])
        #expect(parameters == expected)
    }
}
