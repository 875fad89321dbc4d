import PanelCore
import PanelMarkup
import PanelWeb
import PanelWire
import PanelWords

/// The documentation of the API as markup, for the page to put together with what is one visitor's own.
package struct RenderedReference: Sendable {
    let panel: DocumentedPanel
    let profile: ResponseProfile
    let words: APIReference.Words
    let actions: [ActionSection]
    let intro: HTML
    let differences: HTML
    let errors: HTML
    let limits: HTML
    /// All of it as plain text.
    package let text: String

    struct ActionSection: Sendable {
        let action: Action
        let title: String
        let html: HTML
    }

    init(_ reference: APIReference) {
        panel = reference.panel
        profile = reference.profile
        words = reference.words
        actions = reference.actions.map {
            ActionSection(
                action: $0.action,
                title: reference.words.title($0.action),
                html: reference.html(of: $0)
            )
        }
        intro = reference.paragraphs(reference.words.intro)
        differences = reference.differencesTable
        errors = reference.errorsHTML
        limits = reference.paragraphs(reference.limits)
        text = reference.text
    }
}

extension HTML {
    /// A sentence in which what stands between backticks is of a program.
    init(marked text: String) {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init).enumerated()
        self = "\(each: parts, { $0.offset.isMultiple(of: 2) ? HTML(text: $0.element) : .code($0.element) })"
    }

    static func code(_ text: String) -> HTML { "<code>\(text)</code>" }
}

extension APIReference {
    fileprivate func paragraphs(_ texts: [String]) -> HTML {
        #"<div class="pad stack tight soft">\#(each: texts, { "<p>\(HTML(marked: $0))</p>" })</div>"#
    }

    // MARK: Actions

    fileprivate func html(of reference: ActionReference) -> HTML {
        """
        \(paragraphs(words.about(reference.action, panel.currency)))
        \(parametersTable(reference))
        \(if: reference.action == .add, typesTable)
        \(each: reference.calls, { html(of: $0, reference.action) })
        \(refusalsHTML(reference))
        """
    }

    private func parametersTable(_ reference: ActionReference) -> HTML {
        let rows = reference.parameters.map { parameter in
            let meaning = HTML(marked: words.parameterMeaning(parameter.name))
            return parameterRow(parameter.name, need: words.need(parameter.need), meaning)
        }
        let fixed = [
            parameterRow(.key, need: words.required, HTML(text: words.yourKey)),
            parameterRow(.action, need: words.required, HTML.code(reference.action.rawValue)),
        ]
        return Table(
            "\(words.parameter): \(reference.action.rawValue)",
            layout: .plain,
            heads: [Table.Head(HTML(text: words.parameter)), Table.Head(HTML(text: words.meaning))],
            rows: fixed + rows
        ).html
    }

    private func parameterRow(_ name: ParameterName, need: String, _ meaning: HTML) -> [Table.Cell] {
        let title: HTML = #"<code class="strong">\#(name.rawValue)</code><span class="two">\#(need)</span>"#
        return [Table.Cell("fit", title), Table.Cell("", meaning)]
    }

    private var typesTable: HTML {
        let heads = [words.type, words.asks, words.charged, words.rateOf].map { Table.Head(HTML(text: $0)) }
        let rows = ServiceType.allCases.map { type in
            let offered: HTML = #"<span class="two">\#(words.offered)</span>"#
            let rate = type.rateUnit == 1 ? words.piece : words.thousand
            return [
                Table.Cell("", #"<b>\#(type.rawValue)</b>\#(if: panel.offeredTypes.contains(type), offered)"#),
                Table.Cell("", codes(type.orderParameters)),
                Table.Cell("", HTML(marked: words.chargedQuantity(type.quantitySource))),
                Table.Cell("", HTML(text: type == .subscriptions ? "subscription_rate" : rate)),
            ]
        }
        return #"<h3 class="pad">\#(words.types)</h3>\#(scrolling(words.types, heads: heads, rows: rows))"#
    }

    /// `link`, `posts` / `quantity`.
    private func codes(_ groups: [[ParameterName]]) -> HTML {
        let texts = groups.map { group in group.map { "`\($0.rawValue)`" }.joined(separator: " / ") }
        return HTML(marked: texts.joined(separator: ", "))
    }

    private func html(of call: ActionReference.Call, _ action: Action) -> HTML {
        let count = call.count.map { ": \(words.count($0))" } ?? ""
        let id = [action.rawValue, call.count?.rawValue].compactMap(\.self).joined(separator: "-")
        let answer = CodeBlock(id: "\(id)-answer", PrettyJSON.text(call.answer), what: words.answer, in: language)
        return """
            <div class="pad pair-wide"><div class="stack tight"><h3>\(words.example)\(count)</h3>
            \(action == .add ? exampleOrder : nil)
            <div class="langs">\
            \(each: ExampleLanguage.allCases, { example(in: $0, of: call, action, id: id) })</div></div>
            <div class="stack tight"><h3>\(words.answer)\(count)</h3>\(answer.html)</div></div>
            """
    }

    private var exampleOrder: HTML? {
        panel.example.name.map { name in
            let quantity = panel.example.quantity.words(in: language)
            let sentence = words.exampleOrder(name, panel.example.service.rawValue, quantity)
            return #"<p class="soft small">\#(sentence)</p>"#
        }
    }

    private func example(
        in programs: ExampleLanguage,
        of call: ActionReference.Call,
        _ action: Action,
        id: String
    ) -> HTML {
        let program = programs.program(sending: request(action, call.fields), to: panel.address)
        let block = CodeBlock(id: "\(id)-\(programs.rawValue)", program, what: programs.name, in: language)
        return """
            <details name="lang-\(id)"\(flag: "open", if: programs == .curl)><summary>\(programs.name)</summary>\
            \(block.html)</details>
            """
    }

    private func refusalsHTML(_ reference: ActionReference) -> HTML {
        """
        <div class="pad stack tight"><h3>\(words.errorAnswer)</h3>
        \(each: reference.exampleRefusals, { refusedBlock($0, reference.action) })
        \(if: !reference.refusals.isEmpty, refusalsList(reference))</div>
        """
    }

    private func refusedBlock(_ refusal: APIRefusal, _ action: Action) -> HTML {
        let id = "\(action.rawValue)-\(refusal == .invalidKey ? "no-key" : "refused")"
        let text = PrettyJSON.text(answers(in: profile).refusal(refusal, of: action))
        return CodeBlock(id: id, text, what: words.errorAnswer, in: language).html
    }

    private func refusalsList(_ reference: ActionReference) -> HTML {
        let pairs = reference.refusals.map { refusal in
            let error: HTML = .code(Answers.errorText(for: refusal, profile: profile))
            return "<li>\(error): \(HTML(marked: words.refusal(refusal)))</li>" as HTML
        }
        return "<details><summary>\(words.errorsOfAction)</summary><ul>\(each: pairs, \.self)</ul></details>"
    }

    /// A table that scrolls by itself where the page is too narrow for it.
    private func scrolling(_ label: String, heads: [Table.Head], rows: [[Table.Cell]]) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(label)">\
        \(Table(label, layout: .plain, heads: heads, rows: rows).html)</div>
        """
    }

    // MARK: All of them

    fileprivate var differencesTable: HTML {
        let profiles = ResponseProfile.allCases
        let heads = [Table.Head(HTML(text: words.when))] + profiles.map { Table.Head(HTML.code($0.rawValue)) }
        let rows = differences.map { subject, answer in
            [Table.Cell("", HTML(text: subject))]
                + profiles.map {
                    Table.Cell("", HTML.code(String(decoding: answer(answers(in: $0)), as: UTF8.self)))
                }
        }
        return scrolling(words.differences, heads: heads, rows: rows)
    }

    fileprivate var errorsHTML: HTML {
        let profiles = ResponseProfile.allCases
        let heads = [Table.Head(HTML(text: words.when))] + profiles.map { Table.Head(HTML.code($0.rawValue)) }
        let rows = APIReference.refusals.map { refusal in
            [Table.Cell("", HTML(marked: words.refusal(refusal)))]
                + profiles.map { Table.Cell("", HTML.code(Answers.errorText(for: refusal, profile: $0))) }
        }
        let transport = Facts(.read, words.transportErrors.map { (name: $0.status, value: HTML(marked: $0.meaning)) })
        return """
            \(paragraphs(words.errorNotes))
            \(scrolling(words.errorsByProfile, heads: heads, rows: rows))
            <div class="pad stack tight"><p class="soft">\(words.transport)</p>\(transport.html)</div>
            """
    }
}
