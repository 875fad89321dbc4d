package import PanelCore
import PanelStore

extension Address {
    /// What follows the path, percent-encoded; nothing for no fields.
    static func query(_ fields: [(name: String, value: String)]) -> String {
        fields.isEmpty ? "" : "?" + fields.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }

    static func fields(_ cursor: Cursor?) -> [(name: String, value: String)] {
        cursor.map { [("after", $0.description)] } ?? []
    }

    private static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isASCIILetterOrDigit || "-._~".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes += [byte].hexadecimal.uppercased().utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension OrderCriteria {
    /// As a query has it. ``OrderQuery`` reads it.
    package var fields: [(name: String, value: String)] {
        let fields = [
            ("q", text), ("status", status?.identifier), ("service", service?.description),
            ("from", from?.yearMonthDay), ("to", to?.yearMonthDay),
        ]
        return fields.compactMap { name, value in value.map { (name, $0) } }
    }
}

/// What somebody typed to find orders, and what is meant by it.
package struct OrderQuery: Sendable {
    /// As it was typed, for the form to show it again.
    package let text, status, service, from, to: String
    /// As far as it can be understood.
    package let criteria: OrderCriteria
    /// What can not be.
    package let problems: [Problem]

    package enum Problem: Sendable, Equatable {
        case status, service, from, to
        /// The last day is before the first one.
        case emptyPeriod
        /// Of the text.
        case tooLong
    }

    /// Longest text in bytes.
    package static let longestText = 2048

    /// - Parameter fields: Of a query, or of a form that sends the same again.
    package init(_ fields: FormFields) {
        (text, status, service) = (fields["q"], fields["status"], fields["service"])
        (from, to) = (fields["from"], fields["to"])
        var problems: [Problem] = []
        func read<Value>(_ typed: String, _ problem: Problem, _ value: (String) -> Value?) -> Value? {
            guard !typed.isBlank else { return nil }
            let value = value(typed.trimmedASCII)
            if value == nil { problems.append(problem) }
            return value
        }
        let isTooLong = text.utf8.count > OrderQuery.longestText
        if isTooLong { problems.append(.tooLong) }
        let criteria = OrderCriteria(
            text: isTooLong ? nil : text,
            status: read(status, .status, OrderStatus.init(identifier:)),
            service: read(service, .service) { ServiceID($0) },
            from: read(from, .from) { CalendarDay(yearMonthDay: Substring($0)) },
            to: read(to, .to) { CalendarDay(yearMonthDay: Substring($0)) }
        )
        if let from = criteria.from, let to = criteria.to, to < from { problems.append(.emptyPeriod) }
        self.criteria = criteria
        self.problems = problems
    }

    /// Of what is understood.
    package init(_ criteria: OrderCriteria = .all) {
        text = criteria.text ?? ""
        status = criteria.status?.identifier ?? ""
        service = criteria.service?.description ?? ""
        from = criteria.from?.yearMonthDay ?? ""
        to = criteria.to?.yearMonthDay ?? ""
        self.criteria = criteria
        problems = []
    }
}
