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
