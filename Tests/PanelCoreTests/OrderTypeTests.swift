import PanelCore
import Testing

struct TypeNameTests {
    /// As catalogues in the field spell them.
    @Test(
        arguments: [
            ("default", .standard), ("DEFAULT", .standard), ("Custom_comments", .customComments),
            ("custom comments", .customComments), ("customComments", .customComments),
            ("CUSTOM COMMENTS PACKAGE", .customCommentsPackage), ("custom-comments-package", .customCommentsPackage),
            ("mentions_user_followers", .mentionsUserFollowers), ("comment_likes", .commentLikes), ("seo", .seo),
            (" Web  Traffic ", .webTraffic), ("Mentions With Hashtags", .mentionsWithHashtags),
            ("", nil), ("Defaults", nil), ("Default!", nil), ("Custom Comments 2", nil), ("Ďefault", nil),
            (String(repeating: "default", count: 100), nil),
        ] as [(String, ServiceType?)]
    )
    func aTypeIsKnownHoweverItIsSpelled(name: String, type: ServiceType?) {
        #expect(ServiceType(named: name) == type)
    }

    @Test func eachTypeIsKnownByItsName() {
        for type in ServiceType.allCases { #expect(ServiceType(named: type.rawValue) == type) }
    }
}

/// One row of the contract's tables of `add`.
struct OrderTypeRow: Sendable, CustomTestStringConvertible {
    let type: String
    let per: Int64
    /// The required parameters with a value for each.
    let required: [ParameterName: String]
    /// What is charged for those values.
    let quantity: Int64

    var testDescription: String { type }

    init(_ type: String, per: Int64 = 1000, quantity: Int64 = 100, _ required: [ParameterName: String]) {
        self.type = type
        self.per = per
        self.quantity = quantity
        self.required = required.merging([.link: "https://example.com/p/1"]) { own, _ in own }
    }

    /// A service of this type at 2.5, from 3 to 10,000.
    func service(maximum: Int64 = 10_000) throws -> Service {
        let type = try #require(ServiceType(rawValue: type))
        return .sample(type: type) { ($0.minimum, $0.maximum) = (3, maximum) }
    }

    var sent: ParameterSet { ParameterSet(required).setting(.service, "1") }

    /// What is refused when `name` is missing.
    func refusal(missing name: ParameterName) -> APIRefusal {
        switch name {
        case .link: .incorrectLink
        case .quantity: .quantityBelowMinimum(3)
        case .comments: .commentsRequired
        default: .incorrectParameter(name)
        }
    }

    static let lines = "one\r\ntwo\n\n \r\nthree\nfour\r\n"

    static let all = [
        OrderTypeRow("Default", [.quantity: "100"]),
        OrderTypeRow("Package", per: 1, quantity: 1, [:]),
        OrderTypeRow("Custom Comments", quantity: 4, [.comments: lines]),
        OrderTypeRow("Custom Comments Package", per: 1, quantity: 1, [.comments: lines]),
        OrderTypeRow("Mentions Hashtag", [.quantity: "100", .hashtag: "cats"]),
        OrderTypeRow("Subscriptions", per: 1, quantity: 12, [.posts: "12"]),
        OrderTypeRow("SEO", [.quantity: "100", .keywords: "cheap\r\nfast"]),
        OrderTypeRow("Mentions", [.quantity: "100", .usernames: "ann\nben"]),
        OrderTypeRow("Mentions with Hashtags", [.quantity: "100", .usernames: "ann\nben", .hashtags: "cats\ndogs"]),
        OrderTypeRow("Mentions Custom List", quantity: 4, [.usernames: lines]),
        OrderTypeRow("Mentions User Followers", [.quantity: "100", .username: "ann"]),
        OrderTypeRow("Comment Likes", [.quantity: "100", .username: "ann"]),
        OrderTypeRow("Mentions Media Likers", [.quantity: "100", .media: "https://example.com/m/9"]),
        OrderTypeRow("Comment Replies", quantity: 4, [.username: "ann", .comments: lines]),
        OrderTypeRow("Poll", [.quantity: "100", .answerNumber: "3"]),
        OrderTypeRow("Invites from Groups", [.quantity: "100", .groups: "group one\ngroup two"]),
        OrderTypeRow("Web Traffic", traffic("1", .googleKeyword)),
        OrderTypeRow("Web Traffic", traffic("2", .referringURL)),
        OrderTypeRow("Web Traffic", traffic("3", nil)),
    ]

    private static func traffic(_ type: String, _ source: ParameterName?) -> [ParameterName: String] {
        var required: [ParameterName: String] = [
            .quantity: "100", .country: "VN", .device: "5", .typeOfTraffic: type,
        ]
        if let source { required[source] = "example" }
        return required
    }
}

struct OrderTypeTests {
    @Test func everyTypeHasARow() {
        #expect(Set(OrderTypeRow.all.map(\.type)) == Set(ServiceType.allCases.map(\.rawValue)))
        #expect(ServiceType.allCases.count == 17)
    }

    @Test(arguments: OrderTypeRow.all)
    func theRequiredParametersMakeAnOrder(row: OrderTypeRow) throws {
        let placed = try request(row.sent, of: row.service())
        #expect(placed.quantity == row.quantity)
        #expect(placed.charge.micros == 2_500_000 * row.quantity / row.per)
        #expect(placed.link == row.required[.link])
        #expect(placed.type.rawValue == row.type)
        #expect(placed.dripFeed == nil)
        let stored = Dictionary(uniqueKeysWithValues: placed.parameters.map { ($0.name, $0.value) })
        let relayed = row.required.filter { $0.key != .link && $0.key != .quantity }
        #expect(stored == relayed.mapValues(\.trimmedASCII))
    }

    @Test(arguments: OrderTypeRow.all)
    func eachRequiredParameterIsMissed(row: OrderTypeRow) throws {
        let service = try row.service()
        for name in row.required.keys {
            for value in [nil, "", " \r\n\t"] {
                let sent = row.sent.setting(name, value)
                #expect(throws: row.refusal(missing: name)) { try request(sent, of: service) }
            }
        }
    }

    @Test(arguments: OrderTypeRow.all.filter { $0.required[.quantity] == nil && $0.type != "Subscriptions" })
    func aQuantityThatIsNotAskedForIsIgnored(row: OrderTypeRow) throws {
        for quantity in ["0", "5", "999999999", "-1", "many"] {
            #expect(try request(row.sent.setting(.quantity, quantity), of: row.service()).quantity == row.quantity)
        }
    }

    @Test(arguments: OrderTypeRow.all)
    func parametersOfOtherTypesAreNotKept(row: OrderTypeRow) throws {
        let service = try row.service()
        let others = Set(OrderTypeRow.all.flatMap(\.required.keys)).subtracting(row.required.keys)
            .subtracting([.username, .posts])
        let sent = row.sent.setting(Dictionary(uniqueKeysWithValues: others.map { ($0, "7") }))
        #expect(try request(sent, of: service).parameters == request(row.sent, of: service).parameters)
    }

    @Test(arguments: [
        ("Custom Comments", ParameterName.comments), ("Comment Replies", .comments),
        ("Mentions Custom List", .usernames),
    ])
    func minimumAndMaximumApplyToLines(type: String, name: ParameterName) throws {
        let row = try #require(OrderTypeRow.all.first { $0.type == type })
        let service = try row.service(maximum: 5)
        for (count, refusal) in [(2, APIRefusal.quantityBelowMinimum(3)), (6, .quantityAboveMaximum(5))] {
            let text = repeatElement("line", count: count).joined(separator: "\r\n")
            #expect(throws: refusal) { try request(row.sent.setting(name, text), of: service) }
        }
        for count in [3, 5] {
            let text = repeatElement("line", count: count).joined(separator: "\n\r\n \n") + "\n"
            #expect(try request(row.sent.setting(name, text), of: service).quantity == Int64(count))
        }
    }

    @Test(arguments: ["0", "4", "11", "one", "1,2"])
    func trafficComesFromOneOfThreePlaces(type: String) throws {
        let row = try #require(OrderTypeRow.all.last)
        let service = try row.service()
        let sent = row.sent.setting([.typeOfTraffic: type, .googleKeyword: "a", .referringURL: "b"])
        #expect(throws: APIRefusal.incorrectParameter(.typeOfTraffic)) { try request(sent, of: service) }
    }

    @Test(arguments: ["-1", "x", "1.5", "１", "99999999999999999999"])
    func theAnswerOfAPollIsAWholeNumber(answer: String) throws {
        let row = try #require(OrderTypeRow.all.first { $0.type == "Poll" })
        let service = try row.service()
        #expect(throws: APIRefusal.incorrectParameter(.answerNumber)) {
            try request(row.sent.setting(.answerNumber, answer), of: service)
        }
    }

    @Test(arguments: OrderTypeRow.all)
    func controlCharactersAreRefusedInEveryText(row: OrderTypeRow) throws {
        let service = try row.service()
        for (name, value) in row.required where name != .quantity && name != .posts {
            for character in ["\0", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}"] {
                let sent = row.sent.setting(name, value + character + value)
                #expect(throws: row.refusal(missing: name)) { try request(sent, of: service) }
            }
        }
    }

    @Test(arguments: OrderTypeRow.all)
    func onlyCommentsHaveMarksOfDirection(row: OrderTypeRow) throws {
        let service = try row.service()
        for (name, value) in row.required where name != .quantity && name != .posts {
            let sent = row.sent.setting(name, value + "\u{200F}")
            if name == .comments {
                #expect(try request(sent, of: service).parameters.contains(.init(name, value + "\u{200F}")))
            } else {
                #expect(throws: row.refusal(missing: name)) { try request(sent, of: service) }
            }
        }
    }

    @Test(arguments: OrderTypeRow.all)
    func textsOfOneLineHaveOneLineAndAtMost2048Bytes(row: OrderTypeRow) throws {
        let service = try row.service()
        let free: Set<ParameterName> = [.hashtag, .username, .media, .country, .device, .googleKeyword, .referringURL]
        for name in free where row.required[name] != nil {
            let longest = String(repeating: "é", count: 1024)
            #expect(try request(row.sent.setting(name, longest), of: service).parameters.contains(.init(name, longest)))
            for value in [longest + "a", "a\nb", "a\tb"] {
                let sent = row.sent.setting(name, value)
                #expect(throws: APIRefusal.incorrectParameter(name)) { try request(sent, of: service) }
            }
        }
    }
}
