import PanelCore
import PanelMarkup
import PanelWeb
import PanelWords

/// The fields of an order, by the type of its service. What is wrong with one stands at it, and has its place there while
/// nothing is, so that the script can say it too.
struct OrderFields {
    let service: Service
    let typed: ParameterSet
    let errors: FormErrors
    let language: Language

    var html: HTML {
        """
        \(each: set.main, field)
        \(if: !set.dripFeed.isEmpty, folded(set.dripFeed, words.dripFeed))
        \(folded(set.more, words.more))
        """
    }

    /// What the script renews: what is wrong, and how many lines there are.
    var liveParts: HTML {
        "\(each: set.all, error)\(each: set.all.filter(\.isLines), count)"
    }

    private var set: OrderFieldSet { OrderFieldSet(of: service, typed: typed) }
    private var orderWords: OrderWords { OrderWords(language: language, service: service) }

    /// Open when somebody has typed something there, or has to.
    private func folded(_ names: [ParameterName], _ title: String) -> HTML {
        let isOpen = names.contains { typed.text($0) != nil || errors[$0.rawValue] != nil }
        return """
            <details class="folded"\(flag: "open", if: isOpen)><summary>\(title)</summary>\
            <div class="fields">\(each: names, field)</div></details>
            """
    }

    private func field(_ name: ParameterName) -> HTML {
        """
        <div class="field"><label for="\(name.rawValue)">\(orderWords.label(of: name))</label>\(control(name))\
        \(error(name))\(below(name))</div>
        """
    }

    private func error(_ name: ParameterName) -> HTML {
        #"<span class="error" id="\#(name.rawValue)-error">\#(errors[name.rawValue])</span>"#
    }

    private func count(_ name: ParameterName) -> HTML {
        let count = (typed[name] ?? "").nonBlankLineCount
        return #"<span class="hint" id="\#(name.rawValue)-count">\#(orderWords.lineCount(count))</span>"#
    }

    private func below(_ name: ParameterName) -> HTML? {
        let hint = orderWords.hint(of: name).map {
            #"<span class="hint" id="\#(name.rawValue)-hint">\#($0)</span>"# as HTML
        }
        if name == .quantity {
            return """
                <div class="row">\(hint)<div class="chips needs-script">\(each: presets, preset)</div></div>
                """
        }
        guard name.isLines else { return hint }
        return #"<div class="row between-ends">\#(count(name))\#(hint)</div>"#
    }

    private var presets: [Int64] {
        let usual = [service.minimum, 1000, 5000, 10_000, service.maximum]
        let possible = usual.filter { $0 >= service.minimum && $0 <= service.maximum }
        return Set(possible).sorted().prefix(4) + (Set(possible).count > 4 ? [service.maximum] : [])
    }

    private func preset(_ quantity: Int64) -> HTML {
        #"<button type="button" data-set="quantity=\#(quantity)">\#(quantity.words(in: language))</button>"#
    }

    // MARK: Controls

    private func control(_ name: ParameterName) -> HTML {
        if name == .typeOfTraffic { return origins }
        let value = typed[name] ?? (name == .posts ? typed[.quantity] : nil) ?? ""
        if name.isLines {
            // A browser drops one line break behind the tag, so one is given to be dropped.
            return """
                <textarea id="\(name.rawValue)" name="\(name.rawValue)" rows="5"\
                \(attribute: "aria-describedby", describedBy(name))\(attribute: "aria-invalid", invalid(name))>
                \(value)</textarea>
                """
        }
        let isText = name == .reaction
        return """
            <input type="text" id="\(name.rawValue)" name="\(name.rawValue)" value="\(value)" autocomplete="off"\
            \(attribute: "inputmode", mode(of: name))\(attribute: "autocapitalize", isText ? nil : "none")\
            \(attribute: "spellcheck", isText ? nil : "false")\
            \(attribute: "aria-describedby", describedBy(name))\(attribute: "aria-invalid", invalid(name))>
            """
    }

    private func mode(of name: ParameterName) -> String? {
        if name.isNumber { return "numeric" }
        let isLink =
            (name == .link && service.linkPattern?.text != "username") || name == .media || name == .referringURL
        return isLink ? "url" : nil
    }

    private var origins: HTML {
        let name = ParameterName.typeOfTraffic
        return """
            <select id="\(name.rawValue)" name="\(name.rawValue)"\(attribute: "aria-describedby", describedBy(name))\
            \(attribute: "aria-invalid", invalid(name))>\(each: TrafficOrigin.allCases, origin)</select>
            """
    }

    private func origin(_ origin: TrafficOrigin) -> HTML {
        let isChosen = typed.text(.typeOfTraffic)?.trimmedASCII == origin.rawValue
        return """
            <option value="\(origin.rawValue)"\(flag: "selected", if: isChosen)>\(words.origin(origin))</option>
            """
    }

    private func describedBy(_ name: ParameterName) -> String {
        var ids = ["\(name.rawValue)-error"]
        if name.isLines { ids.append("\(name.rawValue)-count") }
        if orderWords.hint(of: name) != nil { ids.append("\(name.rawValue)-hint") }
        return ids.joined(separator: " ")
    }

    private func invalid(_ name: ParameterName) -> String? { errors[name.rawValue] == nil ? nil : "true" }

    private var words: Words { .in(language) }
}

extension OrderFields {
    struct Words: PageWords {
        let dripFeed, more: String
        let origin: @Sendable (TrafficOrigin) -> String

        static let vi = Words(
            dripFeed: "Drip-feed: chia thành nhiều lượt",
            more: "Tùy chọn khác",
            origin: { origin in
                switch origin {
                case .google: "Tìm kiếm trên Google"
                case .otherSite: "Một trang khác"
                case .nowhere: "Truy cập trực tiếp"
                }
            }
        )
        static let en = Words(
            dripFeed: "Drip-feed: split into several runs",
            more: "More options",
            origin: { origin in
                switch origin {
                case .google: "A search on Google"
                case .otherSite: "Another site"
                case .nowhere: "Directly"
                }
            }
        )
    }
}
