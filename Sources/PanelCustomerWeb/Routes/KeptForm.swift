import HTTPTypes
import Hummingbird
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelWeb

/// What somebody typed into a form whose session had ended when it was sent, or what a link fills a form with. Nothing is
/// done with it: it comes back as the same form, filled in, once there is a session.
struct KeptForm: Sendable {
    enum Kind: String, Sendable {
        case order
        case massOrder = "mass"
        /// The form for an order as a link fills it in.
        case link
    }

    let kind: Kind
    /// By their names on the form.
    let fields: [(name: String, value: String)]

    /// A form that was sent to a path; `nil` for those of which nothing is kept.
    init?(sentTo path: String, _ form: FormFields) {
        switch path {
        case Address.newOrder.path: self.init(.order) { form[$0] }
        case Address.massOrder.path, Address.massOrderPlace.path: self.init(.massOrder) { form[$0] }
        default: return nil
        }
    }

    /// What a link says of an order; `nil` when it says nothing.
    init?(linkedBy query: FormFields) {
        self.init(.link) { query[$0] }
        if fields.isEmpty { return nil }
    }

    /// What the page of the log-in carries.
    init?(keptBy form: FormFields) {
        guard let kind = Kind(rawValue: form[KeptForm.kindField]) else { return nil }
        self.init(kind) { form[KeptForm.prefix + $0] }
    }

    private init(_ kind: Kind, value: (String) -> String) {
        self.kind = kind
        fields = kind.names.map { (name: $0, value: value($0)) }.filter { !$0.value.isBlank }
    }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// What the page of the log-in has to carry.
    var carried: [(name: String, value: String)] {
        [(name: KeptForm.kindField, value: kind.rawValue)]
            + fields.map { (name: KeptForm.prefix + $0.name, value: $0.value) }
    }

    private static let kindField = "kept"
    private static let prefix = "kept."
    /// What it says of an order, by the names of the API.
    var order: ParameterSet { ParameterSet { self[$0] ?? "" } }

    fileprivate static let requestID = ParameterName.requestID.rawValue
}

extension KeptForm.Kind {
    fileprivate var names: [String] {
        switch self {
        // With what makes it one order: it may have been placed, and only the answer been lost.
        case .order: ParameterName.ofOrder.map(\.rawValue) + [KeptForm.requestID]
        case .massOrder: ["lines", KeptForm.requestID]
        case .link: ParameterName.ofOrder.map(\.rawValue)
        }
    }
}

extension CustomerPages {
    /// The answer to a form that came without the session that it belongs to: the log-in, or the form once more where
    /// somebody is logged in.
    func keep(_ kept: KeptForm, _ visit: Visit) async throws -> Response {
        guard let session = visit.loggedIn else { return logInPage(visit, keeping: kept, status: .unauthorized) }
        return try await show(kept, visit, session, status: .forbidden)
    }

    /// The page of a kept form, filled in.
    func show(
        _ kept: KeptForm,
        _ visit: Visit,
        _ session: KnownSession,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let customer = try await customer(visit, session)
        let requestID = kept[KeptForm.requestID]
        switch kept.kind {
        case .order:
            return newOrderPage(
                visit,
                try await filledOrder(kept.order, requestID: requestID, note: .kept, visit, customer),
                status: status
            )
        case .link: return seeOther(.reorder(kept.order.entries))
        case .massOrder:
            return try await keptMassOrder(
                kept["lines"] ?? "",
                requestID: requestID,
                visit,
                customer,
                status: status
            )
        }
    }
}
