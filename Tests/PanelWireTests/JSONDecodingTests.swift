import PanelCore
import PanelWire
import Testing

struct JSONDecodingTests {
    private static let type = "application/json"

    @Test(
        arguments: [
            ("{}", [:]),
            (" \t\r\n{ \n} ", [:]),
            (#"{"key":"k","action":"add"}"#, [.key: "k", .action: "add"]),
            (" { \"key\" :\t\"k\"\r\n, \"action\":\"add\" }\n", [.key: "k", .action: "add"]),
            ("\u{FEFF}{\"key\":\"k\"}", [.key: "k"]),
            (#"{"service":1,"quantity":1000}"#, [.service: "1", .quantity: "1000"]),
            (#"{"quantity":true,"link":false}"#, [.quantity: "true", .link: "false"]),
            (#"{"key":"k","link":null}"#, [.key: "k"]),
            (#"{"\u006bey":"k","view\u005ftime":5}"#, [.key: "k", .viewTime: "5"]),
            (#"{"Key":"k","other":[1"#, nil),
            (#"{"Key":"k","other":"x","more":-0.5e+10,"none":null,"yes":true}"#, [:]),
            (#"{"orders":[]}"#, [.orders: ""]),
            (#"{"orders":[ 1 , "2",3 ],"refills":["4"]}"#, [.orders: "1,2,3", .refills: "4"]),
            (#"{"orders":"1,2"}"#, [.orders: "1,2"]),
            (#"{"orders":7}"#, [.orders: "7"]),
            (#"{"key":"k","orders[]":1,"orders[]":2}"#, [.key: "k", .orders: "1,2"]),
        ] as [(String, [ParameterName: String]?)]
    )
    func objectsAreRead(body: String, expected: [ParameterName: String]?) throws {
        if let expected {
            #expect(try decode(body, Self.type) == expected)
        } else {
            #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
        }
    }

    @Test(arguments: [
        (#""#, ""), (#"a b+%41"#, "a b+%41"), (#"https:\/\/example.com\/"#, "https://example.com/"),
        (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{08}\u{0C}\n\r\t"), (#"\u0041\u00e9\u1ED1"#, "Aéố"), (#"\u0000"#, "\0"),
        (#"\ud83d\udc4d"#, "👍"), (#"\uD83D\uDC4D\ud83d\udc4e"#, "👍👎"), (#"\uFFFF\uDBFF\uDFFF"#, "\u{FFFF}\u{10FFFF}"),
        ("Tốt 👍\u{7F}\u{2028}", "Tốt 👍\u{7F}\u{2028}"), (#"\\u0041"#, "\\u0041"),
        (#"\ud7ff\ue000"#, "\u{D7FF}\u{E000}"),
    ])
    func stringsAreRead(sent: String, value: String) throws {
        #expect(try decode(#"{"link":"\#(sent)"}"#, Self.type) == [.link: value])
        #expect(try decode(#"{"unknown":"\#(sent)","key":"k"}"#, Self.type) == [.key: "k"])
    }

    @Test(arguments: [
        "\\", "\\x", "\\'", "\\U0041", "\\u", "\\u004", "\\u00g1", "\\u+041", "\\ud83d", "\\udc4d", "\\ud83d\\u0041",
        "\\ud83dx", "\\ud83d\\n", "\\udc4d\\ud83d", "\\ud83d\\ud83d", "a\nb", "\t", "\0", "\u{1F}", "\\\n", "a\"b",
    ])
    func brokenStringsAreRefused(sent: String) {
        for name in ["link", "unknown"] {
            let body = "{\"\(name)\":\"\(sent)\"}"
            #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
        }
        #expect(throws: APIRefusal.incorrectRequest) { try decode("{\"\(sent)\":1}", Self.type) }
        #expect(throws: APIRefusal.incorrectRequest) { try decode("{\"orders\":[\"\(sent)\"]}", Self.type) }
    }

    @Test
    func valueOfKnownParameterIsUTF8() throws {
        for bytes: [UInt8] in [[0xFF], [0x80], [0xC3], [0xED, 0xA0, 0x80], [0x5C, 0x6E, 0xC3]] {
            let body = Array(#"{"link":""#.utf8) + bytes + Array(#""}"#.utf8)
            #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
        }
    }

    @Test(arguments: [
        "0", "-0", "7", "-7", "100", "100.0", "1e3", "1E+3", "0.5e-10", "-12.25E7", "12345678901234567890123",
    ])
    func numbersKeepTheirText(number: String) throws {
        #expect(try decode("{\"quantity\":\(number)}", Self.type) == [.quantity: number])
        #expect(try decode("{\"quantity\":\(number) , \"key\":\(number)}", Self.type)[.quantity] == number)
        #expect(try decode("{\"orders\":[\(number),\(number)]}", Self.type) == [.orders: "\(number),\(number)"])
    }

    @Test(arguments: [
        "", "-", "+1", "01", "-01", "1.", ".5", "1.e3", "1e", "1e+", "1e3.5", "0x10", "1_000", "NaN", "Infinity", "1 2",
        "--1", "1a", "１", "tru", "True", "truex", "nul", "undefined", "'a'", "a", "\"a", "}", ":", ",",
    ])
    func whatIsNoValueIsRefused(value: String) {
        for name in ["quantity", "unknown"] {
            #expect(throws: APIRefusal.incorrectRequest) { try decode("{\"\(name)\":\(value)}", Self.type) }
        }
        #expect(throws: APIRefusal.incorrectRequest) { try decode("{\"orders\":[1,\(value)]}", Self.type) }
    }

    @Test(arguments: [
        #"{"link":{}}"#, #"{"unknown":{}}"#, #"{"unknown":{"a":1}}"#, #"{"link":[]}"#, #"{"link":["a"]}"#,
        #"{"unknown":[]}"#, #"{"unknown":[1]}"#, #"{"orders":[[1]]}"#, #"{"orders":[{}]}"#, #"{"orders":{}}"#,
        #"{"orders":[null]}"#, #"{"orders":[true]}"#, #"{"order":[1]}"#, #"{"orders[]":[1]}"#,
    ])
    func nestedValuesAreRefused(body: String) {
        #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
    }

    @Test(arguments: [
        " ", "\u{FEFF}", "{", "}", "[]", "[{}]", "1", "null", "\"key\"", "key=k", "{}{}", "{}x", "{},", "{}\0", "{,}",
        #"{"key":"k""#, #"{"key":"k",}"#, #"{,"key":"k"}"#, #"{"key"}"#, #"{"key":}"#, #"{"key" "k"}"#, #"{key:"k"}"#,
        #"{'key':'k'}"#, #"{"key":"k" "action":"add"}"#, #"{"key":"k"}}"#, #"{"orders":[1,]}"#, #"{"orders":[,1]}"#,
        #"{"orders":[1 2]}"#, #"{"orders":[1}"#, #"{"orders":[1"#, #"{"orders":["#, #"{1:"k"}"#, #"{null:1}"#,
        #"{"key":"k"/**/}"#, "\u{FEFF}\u{FEFF}{}", "{\u{A0}}", " \u{FEFF}{}",
    ])
    func whatIsNoFlatObjectIsRefused(body: String) {
        #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
    }

    @Test(
        arguments: [
            #"{"link":"#, #"{"orders":"#, #"{"orders":["#, #"{"unknown":"#, "",
        ],
        ["[", "{", #"{"a":"#, #"[{"a":"#, "\"", "\\"]
    )
    func depthNeverOverflowsTheStack(start: String, repeated: String) {
        let body = start + String(repeating: repeated, count: 300_000)
        #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
    }
}
