import PanelCore
import PanelWeb
import PanelWire
import PanelWords

extension APIReference {
    /// The words of the documentation. Names of programs stand in backticks.
    struct Words: PageWords {
        let method, address, key, responseFormat, parameter, meaning: String
        let required, optional, alternative, byType: String
        let example, answer, errorAnswer, errors, errorsByProfile, errorsOfAction, when, limitsTitle: String
        let types, type, asks, charged, rateOf, piece, thousand, offered: String
        let differences, wholeBalance, yourKey, transport: String
        let count: @Sendable (ActionReference.Call.Count) -> String
        let title: @Sendable (Action) -> String
        /// What it does, in paragraphs.
        let about: @Sendable (Action, _ currency: String) -> [String]
        let parameterMeaning: @Sendable (ParameterName) -> String
        /// When a request is refused for this.
        let refusal: @Sendable (APIRefusal) -> String
        let chargedQuantity: @Sendable (QuantitySource) -> String
        let refused: @Sendable (_ action: String) -> String
        /// What the example orders: a name and an id.
        let exampleOrder: @Sendable (_ name: String, _ id: Int64, _ quantity: String) -> String
        let intro, errorNotes, limits: [String]
        let transportErrors: [(status: String, meaning: String)]
        let bodyLimit: @Sendable (_ kibibytes: Int) -> String
        let requestsPerSecond: @Sendable (Int) -> String

        func need(_ need: ActionReference.Parameter.Need) -> String {
            switch need {
            case .required: required
            case .optional: optional
            case .alternative: alternative
            case .byType: byType
            }
        }
    }
}

extension ClosedRange<Int64> {
    func words(in language: Language) -> String {
        let (least, most) = (lowerBound.words(in: language), upperBound.words(in: language))
        return switch language {
        case .vietnamese: "\(least) đến \(most)"
        case .english: "\(least) to \(most)"
        }
    }
}

extension [ServiceType] {
    var names: String { map(\.rawValue).joined(separator: ", ") }

    /// The types whose rate is the price of as many.
    static func priced(by unit: Int64) -> [ServiceType] {
        ServiceType.allCases.filter { $0.rateUnit == unit }
    }
}

extension OrderStatus {
    static var wireNames: String { allCases.map(\.wireName).joined(separator: ", ") }
}

extension RefillStatus {
    static var wireNames: String { allCases.map(\.wireName).joined(separator: ", ") }
}
