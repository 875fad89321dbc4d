import PanelCore
import PanelWire

extension APIReference {
    /// The documentation as plain text, for whoever gives it to a program.
    var text: String {
        var lines = ["# API v2", "", "\(words.method): POST", "\(words.address): \(panel.address)", ""]
        lines += words.intro
        for reference in actions { lines += text(of: reference) }
        lines += ["", "## \(words.types)", ""] + ServiceType.allCases.map(text(of:))
        lines += ["", "## \(words.errors)", ""] + words.errorNotes
        lines += ["", "\(words.errorsByProfile): \(ResponseProfile.allCases.map(\.rawValue).joined(separator: " | "))"]
        lines += APIReference.refusals.map(text(of:))
        lines += ["", words.transport, ""] + words.transportErrors.map { "- \($0.status): \($0.meaning)" }
        lines += ["", "## \(words.limitsTitle)", ""] + limits.map { "- \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func text(of reference: ActionReference) -> [String] {
        var lines = ["", "## \(reference.action.rawValue)", ""] + words.about(reference.action, panel.currency)
        if !reference.parameters.isEmpty { lines += [""] + reference.parameters.map(text(of:)) }
        for call in reference.calls {
            let count = call.count.map { " (\(words.count($0)))" } ?? ""
            let fields = request(reference.action, call.fields)
            let command = ExampleLanguage.curl.program(sending: fields, to: panel.address)
            lines += ["", "\(words.example)\(count):", command, "", "\(words.answer)\(count):", .json(call.answer)]
        }
        let answers = self.answers(in: profile)
        let refused = reference.exampleRefusals.map { String.json(answers.refusal($0, of: reference.action)) }
        return lines + ["", "\(words.errorAnswer):"] + refused
    }

    private func text(of parameter: ActionReference.Parameter) -> String {
        "- \(parameter.name.rawValue) (\(words.need(parameter.need))): \(words.parameterMeaning(parameter.name))"
    }

    private func text(of type: ServiceType) -> String {
        let groups = type.orderParameters.map { $0.map(\.rawValue).joined(separator: " / ") }
        let parameters = groups.joined(separator: ", ")
        return "- \(type.rawValue): \(parameters). \(words.charged): \(words.chargedQuantity(type.quantitySource))"
    }

    private func text(of refusal: APIRefusal) -> String {
        let texts = ResponseProfile.allCases.map { Answers.errorText(for: refusal, profile: $0) }
        return "- \(texts.joined(separator: " | ")): \(words.refusal(refusal))"
    }
}

extension String {
    fileprivate static func json(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
