import PanelCore
import PanelWords
import Testing

struct HistoryWordsTests {
    @Test func aPersonIsToldInTheirLanguage() {
        let reason = Attention.silent(days: 7)
        #expect(reason.words(in: .english) == "Nothing new was heard of it for 7 days.")
        #expect(reason.words(in: .vietnamese) == "Không có tin mới trong 7 ngày.")
    }

    @Test func severalReasonsAreSaidOneAfterTheOther() {
        let reasons: [Attention] = [.partialWithoutRemains, .keptCharge(Money(micros: 200_000))]
        let words = "The provider says Partial with nothing remaining. The provider delivered nothing and keeps 0.2."
        #expect(reasons.words(in: .english) == words)
        #expect([Attention]().words(in: .english) == nil)
    }

    @Test(arguments: OrderEvent.Kind.allCases)
    func everyEntryHasWordsOfItsOwnInBothLanguages(kind: OrderEvent.Kind) {
        for language in Language.allCases {
            let others = OrderEvent.Kind.allCases.filter { $0 != kind }.map { $0.words(in: language) }
            #expect(!others.contains(kind.words(in: language)))
        }
        #expect(kind.words(in: .english) != kind.words(in: .vietnamese))
    }

    @Test func whatAProviderSaidStaysInItsWords() {
        let refused = OrderEvent.Payload.refused(KeptText("Not enough funds"), httpStatus: 403)
        for language in Language.allCases {
            #expect(refused.detail(in: language) == "HTTP 403: Not enough funds")
        }
    }

    @Test(arguments: [
        (1_234_567_500_000 as Int64, "1,234,567.5", "1.234.567,5"), (-1_000_000_000, "-1,000", "-1.000"),
        (999_000_001, "999.000001", "999,000001"), (0, "0", "0"),
    ])
    func money(micros: Int64, english: String, vietnamese: String) {
        #expect(Money(micros: micros).words(in: .english) == english)
        #expect(Money(micros: micros).words(in: .vietnamese) == vietnamese)
    }

    @Test func moments() {
        // 2026-11-24T18:15:30Z
        let moment = Timestamp(milliseconds: 1_795_544_130_000)
        #expect(moment.words(in: .english, minutesEast: 0) == "2026-11-24 18:15")
        #expect(moment.words(in: .vietnamese, minutesEast: 7 * 60) == "01:15 25/11/2026")
    }
}
