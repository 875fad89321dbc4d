import HTTPTypes
package import Hummingbird
import Logging
package import PanelCore

/// What is known of a request before it is known who sends it.
package struct AdminContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Over what it came.
    let origin: Principal.Origin
    /// Who sends it; `nil` until that is known.
    var principal: Principal?

    /// Of a request that came over the socket.
    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        origin = .socket
    }

    /// Of a request that came from within the process.
    init(logger: Logger) {
        coreContext = .init(source: Inside(logger: logger))
        origin = .command
    }

    private struct Inside: RequestContextSource {
        let logger: Logger
    }
}

/// What is known of a request of staff: no operation is reached without somebody who acts.
struct StaffContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let principal: Principal

    init(context: AdminContext) throws {
        guard let principal = context.principal else { throw HTTPError(.unauthorized) }
        coreContext = context.coreContext
        self.principal = principal
    }
}

/// Takes whoever sends a request for the person at the machine whom the command line names. Whoever can open the socket
/// may do everything, so the name is a note and no proof.
struct MachineMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AdminContext,
        next: (Request, AdminContext) async throws -> Response
    ) async throws -> Response {
        let name = request.headers[.panelStaff]?.trimmedASCII ?? ""
        let user = name.isEmpty || name.hasControlCharacters() ? "staff" : name.cut(toBytes: 64)
        var context = context
        context.principal = Principal(.machine(user: user), from: context.origin)
        return try await next(request, context)
    }
}

extension HTTPField.Name {
    /// The name of the staff member at the command line.
    fileprivate static let panelStaff = HTTPField.Name("Panel-Staff")!
}
