/// A line of a list of orders: `service|link|quantity`, or with tabs between them, as it is pasted from a spreadsheet.
/// Where lines are ordered, such as comments, they stand in the third place and behind it, split by a bar.
package struct OrderLine: Sendable, Equatable {
    /// Its place in the text, from 1. Lines with nothing in them count too.
    package let number: Int
    /// As it was written, without blanks around it.
    package let text: String

    /// Most lines that one list has.
    package static let most = 1000

    /// Why a line is no order of its own.
    package enum Problem: Error, Hashable, Sendable {
        /// It does not begin with a number and a link, or does not have the places that its service needs.
        case malformed
        /// Orders of this service need more than has room on a line.
        case needsForm(ServiceID)
        /// The service is sold by the package, and a quantity is named.
        case takesNoQuantity
        case refused(APIRefusal)
    }

    package init(number: Int, text: String) {
        self.number = number
        self.text = text
    }

    /// The lines of a text that have something in them.
    ///
    /// - Returns: `nil` when there are more than ``most``.
    package static func lines(of text: String) -> [OrderLine]? {
        var lines: [OrderLine] = []
        let all = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in all.enumerated() {
            let line = Substring(bytes).trimmedASCII
            guard !line.isEmpty else { continue }
            guard lines.count < most else { return nil }
            lines.append(OrderLine(number: index + 1, text: line))
        }
        return lines
    }

    /// The service that it names, whether there is one or not.
    package var service: ServiceID? { ServiceID(places[0]) }

    /// The link that it names.
    package var link: String? { places.count > 1 ? places[1] : nil }

    /// What an `add` would be sent for it.
    ///
    /// - Throws: What is wrong with the line itself. Whether the order may be placed ``OrderRequest`` says.
    package func parameters(in catalogue: Catalogue) throws(Problem) -> ParameterSet {
        let places = places
        guard places.count > 1, let id = ServiceID(places[0]) else { throw .malformed }
        guard let service = catalogue[id], service.isOffered else { throw .refused(.incorrectService) }
        var sent = ParameterSet([.init(.service, String(service.id.rawValue)), .init(.link, places[1])])
        switch service.type.placesOnLine {
        case .quantity:
            guard places.count == 3 else { throw .malformed }
            sent.fill(.quantity, with: WholeNumber.withoutSeparators(places[2]))
        case .nothing:
            guard places.count == 2 || (places.count == 3 && places[2] == "1") else { throw .takesNoQuantity }
        case .lines(let name):
            let lines = places.dropFirst(2).flatMap { $0.split(separator: "|") }.map(\.trimmedASCII)
            sent.fill(name, with: lines.filter { !$0.isEmpty }.joined(separator: "\n"))
        case nil: throw .needsForm(service.id)
        }
        return sent
    }

    /// What stands between bars, or between tabs where there are some.
    private var places: [String] {
        let separator = UInt8(ascii: text.utf8.contains(UInt8(ascii: "\t")) ? "\t" : "|")
        var places = text.utf8.split(separator: separator, omittingEmptySubsequences: false)
            .map { Substring($0).trimmedASCII }
        while places.count > 1, places.last?.isEmpty == true { places.removeLast() }
        return places
    }
}

extension ServiceType {
    /// What stands on a line of a list behind the link.
    fileprivate enum PlacesOnLine {
        case quantity, nothing
        case lines(ParameterName)
    }

    /// `nil` where an order has more than has room there.
    fileprivate var placesOnLine: PlacesOnLine? {
        switch (quantitySource, requiredParameters) {
        case (.quantity, []): .quantity
        case (.one, []): .nothing
        case (.one, [.comments]): .lines(.comments)
        case (.lines(let name), []): .lines(name)
        default: nil
        }
    }
}
