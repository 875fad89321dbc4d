import PanelCore
import PanelWire

/// What the documentation says of one action, besides words.
struct ActionReference: Sendable {
    let action: Action
    let parameters: [Parameter]
    let calls: [Call]
    /// Why the whole request may be refused, other than what any request may be refused for.
    let refusals: [APIRefusal]
    /// Refusals that stand there as whole answers.
    let exampleRefusals: [APIRefusal]

    /// A parameter besides `key` and `action`.
    struct Parameter: Sendable {
        enum Need: Sendable {
            case required
            case optional
            /// In place of the one before.
            case alternative
            /// Some types of service ask for it.
            case byType
        }

        let name: ParameterName
        let need: Need
    }

    /// One way to call it: with one id, or with many.
    struct Call: Sendable {
        enum Count: String, Sendable {
            case one
            case many
        }

        /// `nil` when there is just one way.
        let count: Count?
        let fields: [ParameterSet.Entry]
        /// An answer of the API to such a call, as it is sent.
        let answer: [UInt8]
    }
}

extension ActionReference {
    init(_ action: Action, panel: DocumentedPanel, profile: ResponseProfile, messages: Language) {
        self.action = action
        parameters = ActionReference.parameters(of: action)
        let answers = ExampleAnswers(currency: panel.currency, profile: profile, messages: messages)
        calls = ActionReference.calls(of: action, panel: panel, answers)
        refusals = APIReference.refusals.filter { $0.actions.contains(action) }
        exampleRefusals =
            switch action {
            case .services, .balance, .orders: [.invalidKey]
            case .add: [.invalidKey, .insufficientBalance]
            case .status: [.unknownOrder]
            case .cancel: [.cancelUnavailable]
            case .refill: [.refillUnavailable]
            case .refillStatus: [.unknownRefill]
            }
    }

    private static func parameters(of action: Action) -> [Parameter] {
        switch action {
        case .services, .balance: []
        case .add: orderParameters
        case .status, .refill: [Parameter(.order, .required), Parameter(.orders, .alternative)]
        case .cancel: [Parameter(.orders, .required), Parameter(.order, .alternative)]
        case .refillStatus: [Parameter(.refill, .required), Parameter(.refills, .alternative)]
        case .orders: [Parameter(.limit, .optional)]
        }
    }

    /// All parameters that an order can have: those that every type asks for, that some do, and that none does.
    private static let orderParameters: [Parameter] = {
        let types = ServiceType.allCases
        let required = types.map { Set($0.orderParameters.flatMap(\.self)) }
        let ofAll = ParameterName.allCases.filter { name in
            name == .service || required.allSatisfy { $0.contains(name) }
        }
        let ofSome = ParameterName.allCases.filter { name in
            !ofAll.contains(name) && required.contains { $0.contains(name) }
        }
        let optional = ParameterName.allCases.filter { name in
            !(ofAll + ofSome).contains(name) && types.contains { $0.optionalParameters.contains(name) }
        }
        return ofAll.map { Parameter($0, .required) } + ofSome.map { Parameter($0, .byType) }
            + optional.map { Parameter($0, .optional) }
    }()

    private static func calls(of action: Action, panel: DocumentedPanel, _ answers: ExampleAnswers) -> [Call] {
        switch action {
        case .services: [Call(count: nil, fields: [], answer: answers.services)]
        case .add: [Call(count: nil, fields: panel.example.fields, answer: answers.add)]
        case .status:
            [
                Call(count: .one, fields: [.init(.order, "23501")], answer: answers.status),
                Call(count: .many, fields: [.init(.orders, "123,456,789")], answer: answers.statuses),
            ]
        case .cancel: [Call(count: nil, fields: [.init(.orders, "9,2")], answer: answers.cancels)]
        case .refill:
            [
                Call(count: .one, fields: [.init(.order, "23501")], answer: answers.refill),
                Call(count: .many, fields: [.init(.orders, "1,2,3")], answer: answers.refills),
            ]
        case .refillStatus:
            [
                Call(count: .one, fields: [.init(.refill, "23501")], answer: answers.refillStatus),
                Call(count: .many, fields: [.init(.refills, "1,2,3")], answer: answers.refillStatuses),
            ]
        case .balance: [Call(count: nil, fields: [], answer: answers.balance)]
        case .orders: [Call(count: nil, fields: [.init(.limit, "1")], answer: answers.orders)]
        }
    }
}

extension ActionReference.Parameter {
    fileprivate init(_ name: ParameterName, _ need: Need) {
        self.init(name: name, need: need)
    }
}
