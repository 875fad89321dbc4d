import PanelCore
import Testing

/// What staff can set while the panel runs.
struct SettingTests {
    @Test func everySettingHoldsByItselfAndReadsWhatItWrites() {
        for name in SettingName.allCases {
            #expect(name.setting.name == name)
            #expect(name.setting.stored(typed: name.setting.fallbackText) == name.setting.fallbackText)
            #expect(Settings()[name] == name.setting.fallbackText)
        }
        #expect(Settings().currency.code == "USD")
    }

    @Test(arguments: ["usd", " Vnd\n", "EUR"])
    func currenciesAreCodes(_ text: String) {
        #expect(Currency(text)?.code == text.trimmedASCII.uppercased())
    }

    @Test(arguments: ["", "US", "USDT", "U$D", "VNĐ"])
    func whatIsNoCodeIsNoCurrency(_ text: String) {
        #expect(Currency(text) == nil)
    }

    @Test func aSettingIsSetAndCountsTheVersion() throws {
        let store = MemoryStore()
        let version = store.version
        #expect(try store.run(ChangeSetting(.currency, to: "vnd")).get() == "VND")
        #expect(store.version > version)
        let stored = store.records[StoredSetting.self].values.map { $0 }
        #expect(Settings(stored).currency == Currency("VND"))
        #expect(store.run(ChangeSetting(.accountLanguage, to: "fr")) == .failure(.incorrect(.accountLanguage)))
    }

    @Test func whatIsTheSameChangesNothing() throws {
        let store = MemoryStore(orders: [.sample(1)])
        #expect(try store.run(ChangeSetting(.currency, to: "USD")).get() == "USD")
        #expect(store.changedNothing)
    }

    @Test func theCurrencyIsFixedOnceThereAreOrders() throws {
        let store = MemoryStore(orders: [.sample(1)])
        #expect(store.run(ChangeSetting(.currency, to: "VND")) == .failure(.isFixed(.currency)))
        #expect(try store.run(ChangeSetting(.accountLanguage, to: "en")).get() == "en")
        // In one batch with the first order too.
        let other = MemoryStore()
        let results = try other.run(other.place(), ChangeSetting(.currency, to: "VND"))
        #expect(results.1 == .failure(.isFixed(.currency)))
    }
}

/// How customers pay in, as operators write it.
struct PaymentInstructionsTests {
    @Test func linesAndParagraphsStayAsTheyAre() throws {
        let text = "\n  Vietcombank 0123 \r\nHoa Sen\r\n\r\n \nhttps://example.com\n\n"
        let said = try #require(PaymentInstructions(text))
        #expect(said.description == "Vietcombank 0123 \nHoa Sen\n\n \nhttps://example.com")
        #expect(said.paragraphs == [["Vietcombank 0123 ", "Hoa Sen"], ["https://example.com"]])
        #expect(PaymentInstructions(said.description) == said)
    }

    @Test func nothingIsNothing() {
        for text in ["", " \r\n\t "] {
            #expect(PaymentInstructions(text)?.isEmpty == true)
            #expect(PaymentInstructions(text)?.paragraphs == [])
        }
    }

    @Test func whatIsNoTextOrTooMuchIsNone() {
        #expect(PaymentInstructions(String(repeating: "ế", count: PaymentInstructions.longest)) != nil)
        #expect(PaymentInstructions(String(repeating: "ế", count: PaymentInstructions.longest + 1)) == nil)
        #expect(PaymentInstructions("a\u{1B}[2J") == nil)
        #expect(PaymentInstructions("a\u{202E}b") == nil)
        // Few characters can be many bytes.
        #expect(PaymentInstructions("e" + String(repeating: "\u{301}", count: 20_000)) == nil)
    }

    @Test func whoeverReadsAnotherLanguageGetsWhatThereIs() throws {
        let store = MemoryStore()
        func settings() -> Settings { Settings(store.records[StoredSetting.self].values.map { $0 }) }
        #expect(settings().paymentInstructions(in: .english) == nil)
        #expect(try store.run(ChangeSetting(.paymentInstructionsVi, to: " VCB\r\n")).get() == "VCB")
        #expect(settings().paymentInstructions(in: .english)?.language == .vietnamese)
        #expect(try store.run(ChangeSetting(.paymentInstructionsEn, to: "Bank")).get() == "Bank")
        #expect(settings().paymentInstructions(in: .english)?.instructions.description == "Bank")
        #expect(settings().paymentInstructions(in: .vietnamese)?.instructions.description == "VCB")
        #expect(try store.run(ChangeSetting(.paymentInstructionsEn, to: "")).get() == "")
        #expect(settings().paymentInstructions(in: .english)?.language == .vietnamese)
    }
}
