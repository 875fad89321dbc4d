import HTTPTypes
import Hummingbird
import PanelCore

/// Reads what staff typed, or says what is wrong with it.
enum Reading {
    static func accountName(_ text: String) throws -> AccountName {
        guard let name = AccountName(text) else {
            throw AdminError.invalid("A user name has 1 to 64 letters, digits, '.', '_', '-' or '@'.")
        }
        return name
    }

    static func money(_ text: String, _ what: String) throws -> Money {
        guard let amount = Money(text) else {
            throw AdminError.invalid("The \(what) must be a decimal number with at most 6 places, such as 12.5.")
        }
        return amount
    }

    /// A value of an enumeration, by name.
    static func choice<Value: RawRepresentable & CaseIterable>(
        _ text: String?,
        _ what: String,
        default fallback: Value
    ) throws -> Value where Value.RawValue == String {
        guard let text else { return fallback }
        guard let value = Value(rawValue: text) else {
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw AdminError.invalid("The \(what) must be one of \(names).")
        }
        return value
    }

    static func orderStatus(_ text: String) throws -> OrderStatus {
        guard let status = OrderStatus(identifier: text) else {
            let names = OrderStatus.allCases.map(\.identifier).joined(separator: ", ")
            throw AdminError.invalid("The status must be one of \(names).")
        }
        return status
    }

    static func refillStatus(_ text: String) throws -> RefillStatus {
        guard let status = RefillStatus(identifier: text) else {
            let names = RefillStatus.allCases.map(\.identifier).joined(separator: ", ")
            throw AdminError.invalid("The status must be one of \(names).")
        }
        return status
    }

    /// Why staff decided something.
    static func note(_ text: String) throws -> String {
        let note = text.trimmedASCII
        guard (1...CreditAccount.longestNote).contains(note.utf8.count), !note.hasControlCharacters() else {
            throw AdminError.invalid("A note of 1 to \(CreditAccount.longestNote) bytes says why.")
        }
        return note
    }

    /// An id that a provider gave.
    static func upstreamID(_ text: String) throws -> UpstreamID {
        guard let id = UpstreamID(text.trimmedASCII) else {
            throw AdminError.invalid("The id at the provider has 1 to 64 letters, digits, '-' or '_'.")
        }
        return id
    }

    /// The id that a route's path names.
    static func id<ID: TypedID>(_: ID.Type = ID.self, from context: some RequestContext) throws -> ID {
        guard let text = context.parameters.get("id"), let id = ID(text) else {
            throw AdminError.invalid("An id is a whole number above zero.")
        }
        return id
    }

    /// Who of the staff sent a request, as the command line says. Whoever can open the socket may do everything, so
    /// the name is a note and no proof.
    static func staff(_ request: Request) -> String {
        let name = request.headers[.panelStaff]?.trimmedASCII ?? ""
        return name.isEmpty || name.hasControlCharacters() ? "staff" : name.cut(toBytes: 64)
    }

    /// How many rows a listing may have.
    static func limit(_ request: Request) throws -> Int {
        guard let text = request.uri.queryParameters["limit"] else { return defaultLimit }
        guard let limit = Int(text), (1...mostRows).contains(limit) else {
            throw AdminError.invalid("The limit must be from 1 to \(mostRows).")
        }
        return limit
    }

    private static let defaultLimit = 50
    private static let mostRows = 10_000
}

extension HTTPField.Name {
    /// The name of the staff member at the command line.
    fileprivate static let panelStaff = HTTPField.Name("Panel-Staff")!
}
