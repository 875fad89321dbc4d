import PanelCore
import PanelMarkup
import PanelWeb
import PanelWire

/// A form that runs an action with the key of whoever is logged in.
struct TryForm {
    let action: Action
    let example: ExampleOrder
    let frame: Frame
    /// A fresh id of the order that is placed with it.
    let requestID: String
    /// The answer to what was sent with it before.
    let answer: TryAnswer?

    var html: HTML {
        """
        <div class="pad stack"><h3>\(words.title)</h3>
        <form class="stack" method="post" action="\(address: .tryAction)" data-send>\(frame.csrfField)\
        <input type="hidden" name="action" value="\(action.rawValue)">\(if: action == .add, requestIDField)
        \(if: !fields.isEmpty, #"<div class="fields small">\#(each: fields, field)</div>"#)
        \(if: action == .add, moreFields)
        \(if: action == .add, #"<p class="small careful">\#(words.isReal)</p>"#)
        <div class="row"><button>\(words.run)\(Unseen(" \(action.rawValue)").html)</button></div></form>
        \(answer?.html(in: frame.language) ?? TryAnswer.place(for: action))</div>
        """
    }

    /// What makes it one order, however often the form is sent. The script replaces it when an answer has come.
    static func requestIDField(_ id: String) -> HTML {
        #"<input type="hidden" id="add-request-id" name="request_id" value="\#(id)">"#
    }

    private var requestIDField: HTML {
        let undecided = answer.flatMap { $0.isKnown ? nil : $0.sent.text(.requestID) }
        return TryForm.requestIDField(undecided ?? requestID)
    }

    /// The parameters that the form asks for at first.
    private var fields: [ParameterName] {
        switch action {
        case .services, .balance: []
        case .add: [.service, .link, .quantity]
        case .status, .refill: [.order, .orders]
        case .cancel: [.orders]
        case .refillStatus: [.refill, .refills]
        case .orders: [.limit]
        }
    }

    /// All other parameters of an order.
    private var moreFields: HTML {
        let types = ServiceType.allCases
        let names = ParameterName.allCases.filter { name in
            name != .requestID && !fields.contains(name)
                && types.contains { type in
                    type.optionalParameters.contains(name) || type.orderParameters.contains { $0.contains(name) }
                }
        }
        let isUsed = names.contains { answer?.sent.text($0) != nil }
        return """
            <details\(flag: "open", if: isUsed)><summary>\(words.more)</summary>\
            <div class="fields small">\(each: names, field)</div></details>
            """
    }

    private func field(_ name: ParameterName) -> HTML {
        let id = "\(action.rawValue)-\(name.rawValue)"
        let label = HTML.code(name.rawValue)
        let value = answer?.sent[name] ?? suggestion(for: name)
        return switch name {
        case .comments, .usernames, .hashtags, .keywords, .groups:
            Field(area: name.rawValue, id: id, label: label, rows: 3, value: value).html
        default: Field(name.rawValue, id: id, label: label, .code, value: value).html
        }
    }

    /// The example's values, but for the link: who only presses the button orders nothing.
    private func suggestion(for name: ParameterName) -> String {
        switch (action, name) {
        case (.add, .service): String(example.service.rawValue)
        case (.add, .quantity): String(example.quantity)
        default: ""
        }
    }

    private var words: Words { .in(frame.language) }
}

extension TryForm {
    struct Words: PageWords {
        let title, run, more, isReal: String

        static let vi = Words(
            title: "Chạy thử với key của bạn",
            run: "Chạy thử",
            more: "Tham số khác",
            isReal: "Đây là đơn thật: tiền sẽ bị trừ vào số dư của bạn."
        )
        static let en = Words(
            title: "Run it with your key",
            run: "Try it",
            more: "Other parameters",
            isReal: "This is a real order: it is paid from your balance."
        )
    }
}
