import PanelCore
import Testing

struct WholeNumberTests {
    @Test(arguments: [("0", 0), ("7", 7), ("007", 7), (" 42\r\n", 42), ("9223372036854775807", Int64.max)])
    func asciiDigitsAreRead(text: String, value: Int64) {
        #expect(WholeNumber.parse(trimming: text) == value)
    }

    @Test(arguments: [
        "", " ", "-1", "+1", "1.0", "1e3", "1 2", "0x1", "１０", "٣", "1\0", "\u{A0}1", "9223372036854775808",
        "18446744073709551616", "99999999999999999999999",
    ])
    func anythingElseIsNot(text: String) {
        #expect(WholeNumber.parse(trimming: text) == nil)
    }

    @Test(arguments: [
        ("1.000", "1000"), ("1,000,000", "1000000"), (" 12 000 ", "12000"), ("1\u{A0}000", "1000"), ("100", "100"),
        ("1.5", "1.5"), ("1.00", "1.00"), ("1.0000", "1.0000"), ("1,000.000", "1,000.000"), (".000", ".000"),
        ("1000.000", "1000.000"), ("1..000", "1..000"), ("-1.000", "-1.000"), ("1.000 a", "1.000 a"), ("", ""),
    ])
    func thousandsArePartedAsPagesDoIt(text: String, plain: String) {
        #expect(WholeNumber.withoutSeparators(text) == plain)
    }

    @Test(arguments: [("1", 1), (" 23501 ", 23501), ("0", nil), ("", nil), ("-1", nil), ("1a", nil)])
    func idsArePositive(text: String, id: Int64?) {
        #expect(OrderID(text)?.rawValue == id)
    }
}

struct ASCIITests {
    /// What every byte is, by its character.
    @Test func bytesAreWhatTheirCharactersAre() {
        for byte in UInt8.min...UInt8.max {
            let character = Character(Unicode.Scalar(byte))
            let isASCII = byte < 0x80
            #expect(byte.isASCIIDigit == (isASCII && character.isWholeNumber), "\(byte)")
            #expect(byte.isASCIILetter == (isASCII && character.isLetter), "\(byte)")
            #expect(byte.isASCIICapital == (isASCII && character.isUppercase), "\(byte)")
            #expect(byte.isASCIILetterOrDigit == (byte.isASCIIDigit || byte.isASCIILetter), "\(byte)")
            #expect(byte.isASCIIBlank == (isASCII && character.isWhitespace), "\(byte)")
            #expect(byte.hexDigitValue.map(Int.init) == (isASCII ? character.hexDigitValue : nil), "\(byte)")
            let small = isASCII ? character.lowercased().utf8.first : byte
            #expect(byte.lowercasedASCII == small, "\(byte)")
        }
    }

    @Test func hexadecimalTextIsReadAsItIsWritten() {
        let bytes: [UInt8] = [0, 1, 0x0F, 0x10, 0xAB, 0xFF]
        #expect(bytes.hexadecimal == "00010f10abff")
        #expect([UInt8](hexadecimal: "00010f10abff") == bytes)
        #expect([UInt8](hexadecimal: "") == [])
        for text in ["0", "000", "0A", "0g", "0 ", " 00", "0-0", "ạ0"] { #expect([UInt8](hexadecimal: text) == nil) }
    }
}

struct TextBytesTests {
    @Test(arguments: [
        ("", 0), ("\n", 0), (" \r\n\t\n", 0), ("a", 1), ("a\nb", 2), ("a\r\nb", 2), ("a\r\nb\r\n", 2),
        ("\n\na\n\n", 1), ("a\n \t \r\nb\n\r\nc", 3), ("a\rb", 1), ("a\n\rb", 2), ("ă\r\n👍🏽\r\n", 2),
    ])
    func linesWithTextAreCounted(text: String, count: Int) {
        #expect(text.nonBlankLineCount == count)
    }

    @Test(arguments: [
        (" a b\r\n", "a b"), ("\t\u{B}\u{C}a", "a"), ("\0a ", "\0a"), ("\u{A0}a", "\u{A0}a"), (" \n", ""),
    ])
    func asciiWhiteSpaceIsTrimmed(text: String, trimmed: String) {
        #expect(text.trimmedASCII == trimmed)
        #expect(text.isBlank == trimmed.isEmpty)
    }

    @Test(arguments: [("a", false), ("a\nb", true), ("\0", true), ("\u{1F}", true), ("\u{7F}", true), ("ệ €", false)])
    func controlCharactersAreFound(text: String, has: Bool) {
        #expect(text.hasControlCharacters() == has)
    }

    @Test(arguments: [
        "\u{80}", "\u{85}", "\u{9B}31m", "\u{9F}", "\u{61C}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}",
        "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
    ])
    func whatMovesTextIsAControlCharacter(text: String) {
        for text in [text, "a\(text)", "\(text)ệ", "é\(text)b"] { #expect(text.hasControlCharacters(), "\(text)") }
    }

    @Test(arguments: [
        "\u{A0}", "\u{200B}", "👩\u{200D}💻", "\u{202F}", "\u{2027}", "\u{2065}", "\u{206A}", "“ệ”", "ü", "\u{61B}",
        "مرحبا",
    ])
    func otherTextIsNone(text: String) {
        #expect(!text.hasControlCharacters())
    }

    @Test func directionIsAllowedWhereItIsAskedFor() {
        #expect(!"שלום\u{200F}!".hasControlCharacters(allowsDirection: true))
        #expect("a\u{2028}b".hasControlCharacters(allowsDirection: true))
    }

    @Test(arguments: [
        ("a\u{1B}[31mb", #"a\u{1b}[31mb"#), ("a\r\nb\tc", #"a\r\nb\tc"#),
        ("\u{9B}\u{202E}\u{7F}", #"\u{9b}\u{202e}\u{7f}"#), ("ệ", "ệ"),
    ])
    func controlCharactersCanBeShown(text: String, shown: String) {
        #expect(text.showingControls() == shown)
    }

    @Test func lineFeedsStayWhereTheyBelong() {
        #expect("a\nb\r\u{2028}".showingControls(exceptLineFeeds: true) == "a\nb\\r\\u{2028}")
    }

    @Test func allowedControlCharactersPass() {
        #expect(!"a\r\nb\tc".hasControlCharacters(except: Array("\r\n\t".utf8)))
        #expect("a\r\nb\0".hasControlCharacters(except: Array("\r\n\t".utf8)))
    }
}

struct IDListTests {
    @Test func idsKeepTheirOrderAndTheirText() throws {
        let items = try IDList.parse(" 3,1 ,x, 007,,-2,", as: OrderID.self)
        #expect(items.map(\.text) == ["3", "1", "x", "007", "-2"])
        #expect(items.map(\.id) == [order(3), order(1), nil, order(7), nil])
    }

    @Test func aRepeatedIDIsTakenOnce() throws {
        let items = try IDList.parse("5,05, 5 ,x,x,6", as: RefillID.self)
        #expect(items.map(\.text) == ["5", "x", "6"])
    }

    @Test(arguments: ["", " ", ",", " , ,"])
    func nothingIsAnEmptyList(text: String) throws {
        #expect(try IDList.parse(text, as: OrderID.self).isEmpty)
    }

    @Test func aHundredIDsAreTakenAndNotOneMore() throws {
        let hundred = (1...100).map(String.init).joined(separator: ",")
        #expect(try IDList.parse(hundred, as: OrderID.self).count == 100)
        #expect(try IDList.parse(hundred + ",7,100", as: OrderID.self).count == 100)
        #expect(throws: APIRefusal.tooManyIDs) { try IDList.parse(hundred + ",101", as: OrderID.self) }
        #expect(throws: APIRefusal.tooManyIDs) { try IDList.parse(hundred + ",x", as: OrderID.self) }
    }
}

struct ParameterSetTests {
    @Test func aNameIsTakenOnce() {
        var set = ParameterSet()
        let answers = [set.insert(.link, "a"), set.insert(.link, "b")]
        #expect(answers == [true, false])
        #expect(set[.link] == "a")
    }

    @Test func whatIsThereWinsOverWhatFills() {
        var body = ParameterSet([.link: "body"])
        body.fill(from: ParameterSet([.link: "query", .quantity: "5"]))
        #expect(body[.link] == "body")
        #expect(body[.quantity] == "5")
    }

    @Test func blankIsSentButHasNoText() {
        let set = ParameterSet([.link: " \r\n"])
        #expect(set[.link] == " \r\n")
        #expect(set.text(.link) == nil)
    }
}
