import PanelCore
import PanelTesting
import Testing

struct MoneyTextTests {
    @Test(arguments: [
        (0, "0"), (1, "0.000001"), (-1, "-0.000001"), (10, "0.00001"), (500_000, "0.5"), (2_500_000, "2.5"),
        (4_000_000, "4"), (278_190, "0.27819"), (100_842_920, "100.84292"), (-3_000_000, "-3"),
        (1_000_001, "1.000001"), (120_000_000, "120"),
        (Int64.max, "9223372036854.775807"), (-Int64.max, "-9223372036854.775807"),
    ])
    func anAmountHasOneText(micros: Int64, text: String) {
        #expect(Money(micros: micros).description == text)
        #expect(Money(text) == Money(micros: micros))
    }

    @Test(arguments: [("4.0", "4"), ("4.000000", "4"), ("007.50", "7.5"), ("-0", "0"), ("-0.0", "0")])
    func zerosThatSayNothingAreRead(text: String, same: String) {
        #expect(Money(text)?.description == same)
    }

    @Test(arguments: [
        "", " ", "-", ".", "-.", ".5", "-.5", "5.", "1e3", "1E3", "+1", "--1", "1-", " 1", "1 ", "1\n", "1\0", "1,5",
        "1,000", "1_000", "1.2.3", "0x10", "NaN", "inf", "１０", "٣", "1.０", "1.1234567", "1.0000000",
        "9223372036854.775808", "9223372036855", "99999999999999999999", "99999999999999999999999999999999999999999",
    ])
    func whatIsNoAmountIsNotRead(text: String) {
        #expect(Money(text) == nil)
        #expect(Money("-" + text) == nil)
    }

    @Test func theLeastAmountCanBeWrittenButIsNotRead() {
        // No amount has it: it is the only one that can not be negated.
        let text = Money(micros: .min).description
        #expect(text == "-9223372036854.775808")
        #expect(Money(text) == nil)
    }

    @Test func whatIsWrittenReadsBack() {
        var random = Seeded(1)
        for _ in 0..<20_000 {
            let amount = Money(micros: random.anySize() * (Bool.random(using: &random) ? 1 : -1))
            guard Money(amount.description) != amount else { continue }
            Issue.record("\(amount.micros) is written \(amount), which does not read back")
        }
    }
}

struct MoneyArithmeticTests {
    @Test(
        arguments: [
            (Int64.max, 1, nil), (Int64.max, 0, Int64.max), (Int64.max, -1, Int64.max - 1), (2, 3, 5),
            (Int64.min, -1, nil), (Int64.min, Int64.max, -1),
        ] as [(Int64, Int64, Int64?)]
    )
    func aSumThatDoesNotFitIsNil(left: Int64, right: Int64, sum: Int64?) {
        #expect(Money(micros: left).adding(Money(micros: right))?.micros == sum)
    }

    @Test(
        arguments: [
            (Int64.min, 1, nil), (0, Int64.min, nil), (0, Int64.max, -Int64.max), (5, 3, 2), (Int64.max, -1, nil),
            (-1, Int64.min, Int64.max),
        ] as [(Int64, Int64, Int64?)]
    )
    func aDifferenceThatDoesNotFitIsNil(left: Int64, right: Int64, difference: Int64?) {
        #expect(Money(micros: left).subtracting(Money(micros: right))?.micros == difference)
    }

    @Test(
        arguments: [
            (1, 499, 1000, 0), (1, 500, 1000, 1), (1, 501, 1000, 1), (3, 500, 1000, 2), (1, 1, 3, 0), (2, 1, 3, 1),
            (5, 1, 2, 3), (0, 7, 9, 0), (7, 0, 9, 0), (2_500_000, 100, 1000, 250_000),
        ] as [(Int64, Int64, Int64, Int64)]
    )
    func halfAMillionthIsRoundedUp(micros: Int64, numerator: Int64, denominator: Int64, result: Int64) {
        #expect(Money(micros: micros).scaled(by: numerator, over: denominator)?.micros == result)
    }

    @Test(
        arguments: [
            (-1, 1, 1), (1, -1, 1), (1, 1, 0), (1, 1, -1), (Int64.min, 1, 1), (1, Int64.min, 1), (1, 1, Int64.min),
            (Int64.max, 2, 1), (Int64.max, Int64.max, 1), (Int64.max, Int64.max, Int64.max - 1),
        ] as [(Int64, Int64, Int64)]
    )
    func whatCanNotBeScaledIsNil(micros: Int64, numerator: Int64, denominator: Int64) {
        #expect(Money(micros: micros).scaled(by: numerator, over: denominator) == nil)
    }

    @Test func scalingAgreesWith128Bits() {
        let edges: [Int64] = [0, 1, 2, 3, 999, 1000, 1001, 1 << 31, 1 << 32, .max / 2, .max / 2 + 1, .max - 1, .max]
        for micros in edges {
            for numerator in edges {
                for denominator in edges { compare(micros, numerator, denominator) }
            }
        }
        var random = Seeded(2)
        for _ in 0..<50_000 { compare(random.anySize(), random.anySize(), random.anySize()) }
    }

    private func compare(_ micros: Int64, _ numerator: Int64, _ denominator: Int64) {
        var expected: Int64?
        if denominator > 0 {
            let (quotient, remainder) = (Int128(micros) * Int128(numerator))
                .quotientAndRemainder(dividingBy: Int128(denominator))
            expected = Int64(exactly: quotient + (2 * remainder >= Int128(denominator) ? 1 : 0))
        }
        let result = Money(micros: micros).scaled(by: numerator, over: denominator)?.micros
        guard result != expected else { return }
        Issue.record("\(micros) × \(numerator) ÷ \(denominator) is \(String(describing: result))")
    }
}
