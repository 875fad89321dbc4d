import Hummingbird
import PanelCore
import PanelOperations

/// Reads what stands in a request's address.
enum Reading {
    /// The id that a route's path names.
    static func id<ID: TypedID>(_: ID.Type = ID.self, from context: some RequestContext) throws -> ID {
        try ID(typed: context.parameters.get("id") ?? "")
    }

    /// How many rows a listing may have.
    static func limit(_ request: Request) throws -> Int {
        try ListingLimit.typed(request.uri.queryParameters["limit"].map { String($0) })
    }
}
