import PanelAPI
import PanelCore
import PanelWeb
import PanelWire

/// What the documentation of the API says: of one panel, in one profile and language. Page and text are made of it.
struct APIReference {
    let panel: DocumentedPanel
    let profile: ResponseProfile
    /// What it is written in.
    let language: Language
    /// What the `msg` of answers is in, which is the key owner's.
    let messages: Language
    let actions: [ActionReference]

    init(_ panel: DocumentedPanel, profile: ResponseProfile, language: Language, messages: Language) {
        self.panel = panel
        self.profile = profile
        self.language = language
        self.messages = messages
        actions = Action.allCases.map {
            ActionReference($0, panel: panel, profile: profile, messages: messages)
        }
    }

    var words: Words { .in(language) }

    func answers(in profile: ResponseProfile) -> ExampleAnswers {
        ExampleAnswers(currency: panel.currency, profile: profile, messages: messages)
    }

    /// What a program sends: `fields` with the key and the action before them.
    func request(_ action: Action, _ fields: [ParameterSet.Entry]) -> [ParameterSet.Entry] {
        [.init(.key, APIReference.key), .init(.action, action.rawValue)] + fields
    }

    /// What stands in examples for a key.
    static let key = "YOUR_KEY"

    /// Why requests are refused, in the order in which they are documented. Numbers and names stand for any.
    static let refusals: [APIRefusal] = [
        .invalidKey, .accountSuspended, .incorrectRequest, .tooManyIDs, .incorrectService, .incorrectLink,
        .linkNotAllowed, .duplicateLink, .quantityBelowMinimum(200), .quantityAboveMaximum(10_000), .commentsRequired,
        .incorrectParameter(.hashtag), .incorrectParameter(.limit), .dripFeedUnavailable, .insufficientBalance,
        .requestIDReused, .unknownOrder, .cancelUnavailable, .refillUnavailable, .unknownRefill,
    ]

    /// Where the two profiles differ.
    var differences: [(subject: String, answer: @Sendable (ExampleAnswers) -> [UInt8])] {
        [
            ("add", { $0.add }),
            (words.refused("add"), { $0.refusal(.insufficientBalance, of: .add) }),
            (words.refused("cancel"), { $0.refusal(.unknownOrder, of: .cancel) }),
            ("cancel, order", { $0.cancel }),
            ("refill_status, refill", { $0.refillStatus }),
            (words.wholeBalance, { $0.wholeBalance }),
        ]
    }

    /// What requests are bounded by, as a sentence for each bound.
    var limits: [String] {
        let configuration = panel.configuration
        return [words.bodyLimit(configuration.bodyLimit / 1024)]
            + [configuration.requestsPerSecond.map(words.requestsPerSecond)].compactMap(\.self)
            + words.limits
    }
}

extension APIRefusal {
    /// The actions of which a whole request can be refused for this. Any can be for what is wrong with key or form.
    var actions: [Action] {
        switch self {
        case .invalidKey, .incorrectRequest: []
        case .accountSuspended: Action.allCases.filter(\.isWriting)
        case .tooManyIDs: [.status, .cancel, .refill, .refillStatus]
        case .incorrectParameter(.limit): [.orders]
        case .incorrectService, .incorrectLink, .linkNotAllowed, .duplicateLink, .quantityBelowMinimum,
            .quantityAboveMaximum, .commentsRequired, .incorrectParameter, .dripFeedUnavailable, .insufficientBalance,
            .requestIDReused:
            [.add]
        case .unknownOrder: [.status, .cancel, .refill]
        case .cancelUnavailable: [.cancel]
        case .refillUnavailable: [.refill]
        case .unknownRefill: [.refillStatus]
        }
    }
}
