import Foundation
import PanelAPI
import PanelCore
import PanelTesting
import PanelWire
import Testing

@testable import PanelCustomerWeb

/// That the documentation says what the API does.
struct APIReferenceTests {
    static let variants = ResponseProfile.allCases.flatMap { profile in
        Language.allCases.map { (profile, $0) }
    }

    static func catalogue(_ services: [Service] = [.sample(1)], rules: [LinkRule] = []) -> Catalogue {
        Catalogue(version: SettingsVersion(rawValue: 1), services: services, linkRules: rules)
    }

    static func reference(
        _ catalogue: Catalogue = catalogue(),
        address: String = "https://panel.example.com/api/v2",
        profile: ResponseProfile = .seed,
        language: Language = .english
    ) -> APIReference {
        let panel = DocumentedPanel(address: address, configuration: APIConfiguration(), catalogue: catalogue)
        return APIReference(panel, profile: profile, language: language, messages: language)
    }

    // MARK: Parameters

    @Test func everyParameterIsDocumented() {
        let documented = Self.reference().actions.flatMap { $0.parameters.map(\.name) }
        #expect(Set(documented + [.key, .action]) == Set(ParameterName.allCases))
    }

    private static func sample(_ name: ParameterName) -> String {
        switch name {
        case .service, .typeOfTraffic, .answerNumber: "1"
        case .link: "https://example.com/p/1"
        case .quantity, .posts: "100"
        default: "one\ntwo"
        }
    }

    /// What comes of an order of a type with these parameters.
    private static func outcome(
        of type: ServiceType,
        _ parameters: [ParameterName: String]
    ) -> Result<OrderRequest, APIRefusal> {
        var service = Service.sample(1, type: type)
        service.minimum = 1
        service.offersDripFeed = true
        let account = Account(
            id: AccountID(rawValue: 1),
            name: AccountName(unchecked: "alice"),
            role: .customer,
            profile: .seed,
            language: .english,
            discount: .none,
            keyDigest: .of("alice"),
            isSuspended: false,
            createdAt: PanelFixture.noon
        )
        return Result { () throws(APIRefusal) in
            try OrderRequest(
                ParameterSet(parameters.map { ParameterSet.Entry($0.key, $0.value) }),
                customer: Customer(account: account, ownRates: [:], version: AccountsVersion(rawValue: 0)),
                catalogue: catalogue([service]),
                today: PanelFixture.noon.day
            )
        }
    }

    /// An order with what the documentation says is required, the first of each group.
    private static func order(_ type: ServiceType) -> [ParameterName: String] {
        let names = [.service] + type.orderParameters.compactMap(\.first)
        return Dictionary(uniqueKeysWithValues: names.map { ($0, oneLine(sample($0), $0, type)) })
    }

    /// One line is enough where lines are not counted.
    private static func oneLine(_ text: String, _ name: ParameterName, _ type: ServiceType) -> String {
        switch name {
        case .comments, .usernames, .hashtags, .keywords, .groups: text
        default: String(text.prefix { $0 != "\n" })
        }
    }

    @Test(arguments: ServiceType.allCases)
    func whatIsRequiredIsEnough(type: ServiceType) {
        #expect(throws: Never.self) { try Self.outcome(of: type, Self.order(type)).get() }
    }

    @Test(arguments: ServiceType.allCases)
    func nothingRequiredCanBeLeftOut(type: ServiceType) {
        for group in type.orderParameters {
            var order = Self.order(type)
            for name in group { order[name] = nil }
            #expect(throws: APIRefusal.self, "\(group)") { try Self.outcome(of: type, order).get() }
        }
    }

    @Test(arguments: ServiceType.allCases)
    func alternativesAreOnesOfTheOther(type: ServiceType) {
        for group in type.orderParameters {
            for (index, name) in group.enumerated() {
                var order = Self.order(type)
                for other in group { order[other] = nil }
                order[name] = Self.oneLine(Self.sample(name), name, type)
                if type == .webTraffic, group.contains(.googleKeyword) { order[.typeOfTraffic] = "\(index + 1)" }
                #expect(throws: Never.self, "\(name)") { try Self.outcome(of: type, order).get() }
            }
        }
    }

    /// No parameter takes a control character. So a parameter is read if, and only if, one makes a difference.
    @Test(arguments: ServiceType.allCases)
    func whatIsOptionalIsReadAndNothingElse(type: ServiceType) {
        let required = Set(type.orderParameters.flatMap(\.self) + [.service])
        for name in ParameterName.allCases where !required.contains(name) && name != .requestID {
            var order = Self.order(type)
            order[name] = "\u{1}x"
            let isRead = (try? Self.outcome(of: type, order).get()) == nil
            #expect(isRead == type.optionalParameters.contains(name), "\(name)")
        }
    }

    // MARK: Refusals

    /// The cases of an enum can not be listed where they have values, so they are counted where they are declared.
    @Test func everyRefusalHasARow() throws {
        var url = URL(filePath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        let source = try String(
            contentsOf: url.appending(path: "Sources/PanelCore/Commands/APIRefusal.swift"),
            encoding: .utf8
        )
        let declared = source.split(separator: "\n").filter { $0.hasPrefix("    case ") }
        let names = APIReference.refusals.map { "\($0)".prefix { $0 != "(" } }
        #expect(Set(names).count == declared.count)
    }

    @Test(arguments: Language.allCases)
    func everyRefusalOfARequestIsListedAtItsActions(language: Language) {
        let actions = Self.reference(language: language).actions
        for refusal in APIReference.refusals where !refusal.actions.isEmpty {
            let listed = actions.filter { $0.refusals.contains(refusal) }.map(\.action)
            #expect(Set(listed) == Set(refusal.actions))
        }
    }

    // MARK: Answers

    @Test(arguments: variants)
    func answersAreJSON(profile: ResponseProfile, language: Language) throws {
        let reference = Self.reference(profile: profile, language: language)
        let answers = reference.answers(in: profile)
        var all = reference.actions.flatMap { $0.calls.map(\.answer) }
        all += reference.actions.flatMap { one in
            one.exampleRefusals.map { answers.refusal($0, of: one.action) }
        }
        all += reference.differences.map { $0.answer(answers) }
        #expect(all.count == 11 + 9 + 6)
        for json in all {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json)) }
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(PrettyJSON.text(json).utf8))
            }
        }
    }

    @Test func theProfilesDifferWhereTheySayTheyDo() {
        let reference = Self.reference()
        for difference in reference.differences {
            let answers = ResponseProfile.allCases.map { difference.answer(reference.answers(in: $0)) }
            #expect(answers[0] != answers[1], "\(difference.subject)")
        }
    }

    // MARK: This panel

    @Test func theExampleOrdersWhatTakesIt() {
        var first = Service.sample(1)
        first.linkPattern = LinkPattern("username")
        var second = Service.sample(2)
        second.deniesDuplicates = true
        var third = Service.sample(3)
        third.isEnabled = false
        let others: [Service] = [first, second, third, .sample(4, type: .poll)]
        #expect(ExampleOrder(Self.catalogue(others + [.sample(5)])).service == ServiceID(rawValue: 5))
        #expect(ExampleOrder(Self.catalogue(others)).service == ServiceID(rawValue: 1))
        #expect(ExampleOrder(Self.catalogue([])).name == nil)
        #expect(ExampleOrder(Self.catalogue()).quantity == 10)
    }

    @Test(arguments: variants)
    func theTextHasAllOfIt(profile: ResponseProfile, language: Language) {
        let text = Self.reference(profile: profile, language: language).text
        for name in ParameterName.allCases { #expect(text.contains(name.rawValue)) }
        for type in ServiceType.allCases { #expect(text.contains("- \(type.rawValue): ")) }
        for action in Action.allCases { #expect(text.contains("\n## \(action.rawValue)\n")) }
        for refusal in APIReference.refusals {
            #expect(text.contains(Answers.errorText(for: refusal, profile: profile)))
        }
        #expect(text.contains("https://panel.example.com/api/v2"))
        #expect(text.contains("256 KiB"))
    }

    @Test func itIsRenderedOncePerVersion() {
        let references = APIReferences(address: "https://a.example/api/v2", configuration: APIConfiguration())
        func rendered(_ catalogue: Catalogue) -> RenderedReference {
            references.reference(catalogue, profile: .seed, language: .english, messages: .english)
        }
        let old = Catalogue(version: SettingsVersion(rawValue: 1), services: [.sample(1)], linkRules: [])
        let new = Catalogue(version: SettingsVersion(rawValue: 2), services: [.sample(7)], linkRules: [])
        #expect(rendered(old).panel.example.service == ServiceID(rawValue: 1))
        #expect(rendered(new).panel.example.service == ServiceID(rawValue: 7))
        #expect(rendered(old).panel.example.service == ServiceID(rawValue: 1))
        #expect(rendered(new).panel.example.service == ServiceID(rawValue: 7))
        let vietnamese = references.reference(new, profile: .seed, language: .vietnamese, messages: .english)
        #expect(vietnamese.text != rendered(new).text)
    }
}
