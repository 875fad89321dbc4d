import Hummingbird
import PanelCore
import PanelOperations
import PanelStore

/// Reads what stands in a request's address.
enum Reading {
    /// The user that a route's path names.
    static func user(from context: some RequestContext) throws -> AccountName {
        try AccountName(typed: context.parameters.get("name") ?? "")
    }

    /// The id that a route's path names.
    static func id<ID: TypedID>(_: ID.Type = ID.self, from context: some RequestContext) throws -> ID {
        try ID(typed: context.parameters.get("id") ?? "")
    }
}

extension Request {
    /// A parameter of the query.
    func parameter(_ name: String) -> String? {
        uri.queryParameters[name[...]].map { String($0) }
    }
}

extension StaffOperations {
    /// Which part of a listing a request asks for.
    func part(_ request: Request) throws -> Part {
        try part(limit: request.parameter("limit"), after: request.parameter("after"))
    }
}
