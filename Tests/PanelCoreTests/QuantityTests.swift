import PanelCore
import Testing

struct QuantityTests {
    @Test(arguments: [("10", 10), ("10000", 10_000), (" 100\r\n", 100), ("0100", 100)])
    func aQuantityWithinTheLimitsIsTaken(text: String, quantity: Int64) throws {
        #expect(try request(.sample.setting(.quantity, text), of: .sample()).quantity == quantity)
    }

    @Test(arguments: [
        nil, "", " ", "9", "0", "-1", "-100", "+100", "1e3", "1E3", "100.0", "100,0", "1 000", "1_000", "0x64",
        "１００", "٣٠٠", "100\0", "hundred", "-99999999999999999999", "99999999999999999999x",
    ])
    func whatIsNoWholeNumberOrTooSmallIsBelowTheMinimum(text: String?) {
        #expect(throws: APIRefusal.quantityBelowMinimum(10)) {
            try request(.sample.setting(.quantity, text), of: .sample())
        }
    }

    @Test(arguments: ["10001", "9223372036854775807", "9223372036854775808", "99999999999999999999999999"])
    func whatIsTooLargeIsAboveTheMaximum(text: String) {
        #expect(throws: APIRefusal.quantityAboveMaximum(10_000)) {
            try request(.sample.setting(.quantity, text), of: .sample())
        }
    }

    @Test func theWholeRangeOf64BitsCanBeSold() throws {
        let service = Service.sample { ($0.minimum, $0.maximum, $0.rate) = (1, .max, Money(micros: 1000)) }
        let sent = ParameterSet.sample.setting(.quantity, "9223372036854775807")
        let placed = try request(sent, of: service)
        #expect(placed.quantity == .max)
        #expect(placed.charge.micros == .max)
        #expect(throws: APIRefusal.quantityAboveMaximum(.max)) {
            try request(sent.setting(.quantity, "9223372036854775808"), of: service)
        }
    }

    @Test func aChargeThatDoesNotFitIsAQuantityAboveTheMaximum() throws {
        let service = Service.sample { ($0.maximum, $0.rate) = (.max, Money(micros: 1001)) }
        let sent = ParameterSet.sample.setting(.quantity, "9223372036854775807")
        #expect(throws: APIRefusal.quantityAboveMaximum(.max)) { try request(sent, of: service) }
        let packages = Service.sample(type: .package) { $0.rate = Money(micros: .max) }
        #expect(try request(.sample, of: packages).charge.micros == .max)
    }

    @Test func runsTimesQuantityThatDoesNotFitIsAQuantityAboveTheMaximum() {
        let service = Service.sample { ($0.maximum, $0.rate, $0.offersDripFeed) = (.max, .zero, true) }
        let sent = ParameterSet.sample.setting([.quantity: "4611686018427387904", .days: "2"])
        #expect(throws: APIRefusal.quantityAboveMaximum(.max)) { try request(sent, of: service) }
        #expect(throws: Never.self) { try request(sent.setting(.quantity, "4611686018427387903"), of: service) }
    }
}

struct DripFeedTests {
    private let offered = Service.sample { $0.offersDripFeed = true }

    @Test(arguments: [("2", "1"), ("1000", "43200"), (" 5 ", "60\n")])
    func quantityIsPerRunAndAllRunsAreCharged(runs: String, interval: String) throws {
        let placed = try request(.sample.setting([.runs: runs, .interval: interval]), of: offered)
        let feed = try #require(placed.dripFeed)
        #expect(feed.runs == WholeNumber.parse(trimming: runs))
        #expect(feed.interval == WholeNumber.parse(trimming: interval))
        #expect(placed.quantity == 100 * feed.runs)
        #expect(placed.charge == Money(micros: 250_000 * feed.runs))
    }

    @Test(arguments: [("2", 2), ("365", 365)])
    func daysAreRunsADayApart(days: String, runs: Int64) throws {
        let placed = try request(.sample.setting(.days, days), of: offered)
        #expect(placed.dripFeed == DripFeed(runs: runs, interval: 1440))
        #expect(placed.quantity == 100 * runs)
    }

    @Test(
        arguments: [
            ([.runs: "1", .interval: "60"], .runs), ([.runs: "1001", .interval: "60"], .runs),
            ([.runs: "0", .interval: "60"], .runs), ([.runs: "-2", .interval: "60"], .runs),
            ([.runs: "２", .interval: "60"], .runs), ([.runs: "2e1", .interval: "60"], .runs),
            ([.runs: "99999999999999999999", .interval: "60"], .runs), ([.interval: "60"], .runs),
            ([.runs: " ", .interval: "60"], .runs),
            ([.runs: "5", .interval: "0"], .interval), ([.runs: "5", .interval: "43201"], .interval),
            ([.runs: "5", .interval: "hour"], .interval), ([.runs: "5"], .interval),
            ([.runs: "5", .interval: ""], .interval), ([.days: "1"], .days), ([.days: "366"], .days),
            ([.days: "week"], .days),
            ([.days: "７"], .days), ([.days: "5", .runs: "5", .interval: "60"], .days),
            ([.days: "5", .runs: "5"], .days),
            ([.days: "5", .interval: "60"], .days), ([.days: "5", .interval: "60", .runs: "0"], .days),
        ] as [([ParameterName: String], ParameterName)]
    )
    func whatIsOutsideTheLimitsIsRefused(sent: [ParameterName: String], name: ParameterName) {
        #expect(throws: APIRefusal.incorrectParameter(name)) { try request(.sample.setting(sent), of: offered) }
    }

    @Test(
        arguments: [[.days: "5"], [.runs: "5", .interval: "60"], [.runs: "5"], [.interval: "60"], [.days: "x"]]
            as [[ParameterName: String]]
    )
    func aServiceWithoutItRefusesIt(sent: [ParameterName: String]) {
        #expect(throws: APIRefusal.dripFeedUnavailable) { try request(.sample.setting(sent), of: .sample()) }
    }

    @Test(arguments: [true, false])
    func whatIsSentBlankIsNotAskedFor(isOffered: Bool) throws {
        let sent = ParameterSet.sample.setting([.days: "", .runs: " ", .interval: "\r\n"])
        #expect(try request(sent, of: isOffered ? offered : .sample()).dripFeed == nil)
    }

    @Test func minimumAndMaximumApplyToARun() throws {
        let feed: [ParameterName: String] = [.runs: "1000", .interval: "1"]
        let most = ParameterSet.sample.setting(feed).setting(.quantity, "10000")
        #expect(try request(most, of: offered).quantity == 10_000_000)
        #expect(throws: APIRefusal.quantityBelowMinimum(10)) {
            try request(most.setting(.quantity, "9"), of: offered)
        }
        #expect(throws: APIRefusal.quantityAboveMaximum(10_000)) {
            try request(most.setting(.quantity, "10001"), of: offered)
        }
    }
}
