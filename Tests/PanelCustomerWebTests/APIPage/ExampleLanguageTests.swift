import PanelCore
import Testing

@testable import PanelCustomerWeb

struct ExampleLanguageTests {
    @Test(arguments: [
        (ExampleLanguage.curl, "YOUR_KEY", "YOUR_KEY"),
        (.curl, "https://example.com/p/1", "https://example.com/p/1"),
        (.curl, "https://example.com/?a=1&b=2", "'https://example.com/?a=1&b=2'"),
        (.curl, "http://[::1]:8080/", "'http://[::1]:8080/'"),
        (.curl, "it's $(here)", #"'it'\''s $(here)'"#),
        (.curl, "'\u{301}", "''\\''\u{301}'"),
        (.curl, "", "''"),
        (.php, #"a"b\c$d"#, ##""a\"b\\c\$d""##),
        (.php, "a\nb\u{202E}", #""a\u{a}b\u{202e}""#),
        (.python, #"a"b\c$d"#, ##""a\"b\\c$d""##),
        (.python, "a\r\nb\u{202E}", #""a\u000d\u000ab\u202e""#),
        (.javascript, "\"\u{301}`${x}`", "\"\\\"\u{301}`${x}`\""),
        (.javascript, "a\u{2028}b\u{0}", #""a\u2028b\u0000""#),
        (.swift, #"\(exit(1)) "#, ##""\\(exit(1)) ""##),
        (.swift, "Tăng 👍\t", #""Tăng 👍\u{9}""#),
    ])
    func literalsMeanTheirText(language: ExampleLanguage, text: String, literal: String) {
        #expect(Array(language.literal(text).utf8) == Array(literal.utf8))
    }

    @Test(arguments: ExampleLanguage.allCases)
    func programsNameAddressAndFields(language: ExampleLanguage) {
        let fields: [ParameterSet.Entry] = [.init(.key, "YOUR_KEY"), .init(.link, #"a"b"#)]
        let program = language.program(sending: fields, to: "https://panel.example.com/api/v2")
        #expect(program.contains("https://panel.example.com/api/v2"))
        #expect(program.contains("key"))
        #expect(program.contains("YOUR_KEY"))
        #expect(program.contains(language == .curl ? #"'link=a"b'"# : language.literal(#"a"b"#)))
    }

    @Test func theShellEncodesWhatAFormDoesNot() {
        let fields: [ParameterSet.Entry] = [.init(.link, "a+b"), .init(.quantity, "10")]
        #expect(
            ExampleLanguage.curl.program(sending: fields, to: "http://127.0.0.1/api/v2") == """
                curl http://127.0.0.1/api/v2 \\
                  --data-urlencode 'link=a+b' \\
                  -d quantity=10
                """
        )
    }
}
