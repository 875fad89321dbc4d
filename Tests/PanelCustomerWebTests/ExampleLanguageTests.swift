import Testing

@testable import PanelCustomerWeb

struct ExampleLanguageTests {
    @Test func thereAreFive() {
        #expect(ExampleLanguage.allCases.count == 5)
    }
}
