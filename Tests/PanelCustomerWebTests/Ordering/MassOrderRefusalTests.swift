import PanelCore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// What a list says of the lines that it does not place.
struct MassOrderRefusalTests {
    /// A line that is refused, and the same order in the form.
    private struct Refused: Sendable, CustomTestStringConvertible {
        /// What follows the service's number.
        let line: String
        let typed: [String: String]
        var type = ServiceType.standard
        /// What the line says behind what the form says, in English and in Vietnamese.
        var more = ["", ""]
        var pattern: String?
        var testDescription: String { line }
    }

    private static let bounds = [" The service takes 10 – 10,000.", " Dịch vụ nhận 10 – 10.000."]

    private static let refused = [
        Refused(line: "|https://example.com/1|9", typed: ["quantity": "9"], more: bounds),
        Refused(line: "|https://example.com/1|10001", typed: ["quantity": "10001"], more: bounds),
        Refused(line: "|https://example.com/1|many", typed: ["quantity": "many"], more: bounds),
        Refused(line: "|https://example.com/1|4000", typed: ["quantity": "4000"]),
        Refused(line: "|casino|10", typed: ["link": "casino", "quantity": "10"]),
        Refused(
            line: "||10",
            typed: ["link": "", "quantity": "10"],
            more: [" Link: usually beginning with https://.", " Liên kết: thường bắt đầu bằng https://."]
        ),
        Refused(
            line: "|no url|10",
            typed: ["link": "no url", "quantity": "10"],
            more: [" Link: beginning with https://.", " Liên kết: bắt đầu bằng https://."],
            pattern: "url"
        ),
        Refused(
            line: "|https://example.com|10",
            typed: ["link": "https://example.com", "quantity": "10"],
            more: [" Link: a username, with or without @.", " Liên kết: tên người dùng, có hoặc không có @."],
            pattern: "username"
        ),
        Refused(
            line: "|abc|10",
            typed: ["link": "abc", "quantity": "10"],
            pattern: "^[0-9]+$"
        ),
    ]

    @Test(arguments: Language.allCases)
    func aLineSaysWhatTheFormSays(language: Language) async throws {
        let place = language == .english ? 0 : 1
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "5")
            try await web.panel.perform(AddLinkRule(text: "casino"))
            for (index, row) in MassOrderRefusalTests.refused.enumerated() {
                let id = Int64(index) + 1
                _ = try await web.panel.service(id, type: row.type) { service in
                    service.linkPattern = row.pattern.flatMap { LinkPattern($0) }
                }
                var form = try await browser.orderForm("service=\(id)&lang=\(language.rawValue)")
                form["link"] = "https://example.com/1"
                for (name, value) in row.typed { form[name] = value }
                let refused = try await browser.send(form).page
                let summary = try #require(
                    refused.descendants.first { $0["role"] == "alert" }?.all("a").first,
                    "\(row)"
                )
                let checked = try await browser.check("\(id)\(row.line)")
                #expect(try checked.results == [summary.text + row.more[place]], "\(row)")
            }
        }
    }

    /// Where the form speaks of lines, a line of a list speaks of what stands on it.
    @Test func linesOfAnOrderAreCalledWhatTheyAre() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "5")
            _ = try await web.panel.service(1, type: .customComments) { ($0.minimum, $0.maximum) = (2, 3) }
            _ = try await web.panel.service(2, type: .mentionsCustomList) { ($0.minimum, $0.maximum) = (2, 3) }
            _ = try await web.panel.service(3, type: .customCommentsPackage)
            let checked = try await browser.check(
                """
                1|a|one
                1|b|one|two|three|four
                1|c
                2|d|ann
                2|e|ann|bob|cid|dan
                3|f
                """
            )
            #expect(
                try checked.results == [
                    "At least 2 comments are needed. The service takes 2 – 3.",
                    "At most 3 comments are taken. The service takes 2 – 3.",
                    "Enter the comments, with | between them. The service takes 2 – 3.",
                    "At least 2 usernames are needed. The service takes 2 – 3.",
                    "At most 3 usernames are taken. The service takes 2 – 3.",
                    "Enter the comments, with | between them.",
                ]
            )
        }
    }

    @Test func whatIsNoLineIsShownOne() async throws {
        try await WebFixture.with { web in
            let (browser, _) = try await web.customer(balance: "5")
            for (id, type) in [ServiceType.standard, .package, .customComments, .mentionsCustomList].enumerated() {
                _ = try await web.panel.service(Int64(id) + 1, type: type)
            }
            let checked = try await browser.check("just words\n1\n1|a|10|20\n2\n2|a|10\n3\n4\n9|a|10")
            #expect(
                try checked.results == [
                    "This is not: service id | link | quantity",
                    "This is not: service id | link | quantity",
                    "This is not: service id | link | quantity",
                    "This is not: service id | link",
                    "Sold by the package: name no quantity",
                    "This is not: service id | link | comment | comment",
                    "This is not: service id | link | username | username",
                    "No service 9 takes orders",
                ]
            )
        }
    }
}

extension TestBrowser.Answer {
    /// What is said of each line.
    fileprivate var results: [String] {
        get throws {
            try page.all("td").filter { $0["class"]?.contains("state-of") == true }.map(\.text)
        }
    }
}
