import PanelCore
import Testing

struct OrderLineTests {
    private func catalogue(_ types: ServiceType...) -> Catalogue {
        let services = types.enumerated().map { index, type in
            Service(
                id: service(Int64(index) + 1),
                name: "S",
                type: type,
                category: "C",
                rate: money("1"),
                minimum: 1,
                maximum: 1000
            )
        }
        return Catalogue(version: SettingsVersion(rawValue: 1), services: services, linkRules: [])
    }

    private func sent(_ text: String, _ type: ServiceType) throws(OrderLine.Problem) -> ParameterSet {
        try OrderLine(number: 1, text: text).parameters(in: catalogue(type))
    }

    @Test func linesAreCountedAsTheyStand() throws {
        let lines = try #require(OrderLine.lines(of: "\r\n 1|a|2 \r\n\n\t\n3\tb\t4"))
        #expect(lines == [OrderLine(number: 2, text: "1|a|2"), OrderLine(number: 5, text: "3\tb\t4")])
        #expect(OrderLine.lines(of: " \r\n\n")?.isEmpty == true)
    }

    @Test func thereAreSoManyAndNoMore() {
        let most = Array(repeating: "1|a|2", count: OrderLine.most).joined(separator: "\n\n")
        #expect(OrderLine.lines(of: most)?.count == OrderLine.most)
        #expect(OrderLine.lines(of: most + "\n1|a|2") == nil)
    }

    @Test(arguments: [
        "1|https://a.b/c|100", " 1 | https://a.b/c | 100 |", "1\thttps://a.b/c\t100", "01|https://a.b/c|100",
    ])
    func aLineIsAnOrder(text: String) throws {
        let sent = try sent(text, .standard)
        #expect(sent == ParameterSet([.init(.service, "1"), .init(.link, "https://a.b/c"), .init(.quantity, "100")]))
    }

    @Test func aQuantityIsTakenAsPagesWriteIt() throws {
        #expect(try sent("1|a|1.000", .standard) == sent("1|a|1000", .standard))
    }

    @Test(
        arguments: [
            ("1|a|one|two three||four", .customComments, .comments),
            ("1\ta\tone|two three\tfour", .customComments, .comments),
            ("1|a|one|two three|four", .customCommentsPackage, .comments),
            ("1|a|one|two three|four", .mentionsCustomList, .usernames),
        ] as [(String, ServiceType, ParameterName)]
    )
    func linesOfAnOrderStandInTheThirdPlace(text: String, type: ServiceType, name: ParameterName) throws {
        #expect(try sent(text, type)[name] == "one\ntwo three\nfour")
    }

    @Test func aPackageHasNoQuantity() throws {
        for text in ["1|a", "1|a|", "1|a|1"] { #expect(try sent(text, .package)[.quantity] == nil) }
        #expect(throws: OrderLine.Problem.takesNoQuantity) { try sent("1|a|1000", .package) }
    }

    @Test(
        arguments: [
            ("1", .malformed), ("1|a", .malformed), ("1|a|1|2", .malformed), ("x|a|1", .malformed),
            ("2|a|1", .refused(.incorrectService)), ("hello", .malformed), ("|", .malformed), ("2", .malformed),
        ] as [(String, OrderLine.Problem)]
    )
    func whatIsNoOrderIsTold(text: String, problem: OrderLine.Problem) {
        #expect(throws: problem) { try sent(text, .standard) }
    }

    /// A type that needs more than a line has room for is ordered by its form.
    @Test(arguments: ServiceType.allCases)
    func everyTypeHasALineOrAForm(type: ServiceType) {
        let needsForm = [
            ServiceType.mentionsHashtag, .subscriptions, .seo, .mentions, .mentionsWithHashtags, .mentionsUserFollowers,
            .commentLikes, .mentionsMediaLikers, .commentReplies, .poll, .invitesFromGroups, .webTraffic,
        ].contains(type)
        var problem: OrderLine.Problem?
        do throws(OrderLine.Problem) { _ = try sent("1|a|1", type) } catch { problem = error }
        #expect(problem == (needsForm ? .needsForm(service(1)) : nil))
    }
}
