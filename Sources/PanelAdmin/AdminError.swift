import HTTPTypes
import Hummingbird
import Logging
import PanelCore
import PanelSecrets
import PanelStore
import PanelWords

/// Why a staff operation was not done, as it is answered.
struct AdminError: Error, HTTPResponseError {
    let code: AdminErrorCode
    /// A sentence in English.
    let message: String

    var status: HTTPResponse.Status { code.status }

    init(_ code: AdminErrorCode, _ message: String) {
        self.code = code
        self.message = message
    }

    /// - Returns: `nil` for what no operation throws on purpose.
    init?(_ error: any Error) {
        switch error {
        case let error as AdminError: self = error
        case let refusal as StaffRefusal: self.init(AdminErrorCode(refusal), refusal.words(in: .english))
        case let input as InvalidInput: self.init(AdminErrorCode(input), input.english)
        case let problem as ProviderProblem: self.init(AdminErrorCode(problem), problem.english)
        case let problem as BackupProblem: self.init(AdminErrorCode(problem), problem.english)
        case let error as WriterError: self.init(error)
        case is HasherBusy: self.init(WriterError.overloaded)
        case let cursor as BadCursor: self.init(.incorrectCursor, cursor.description)
        case let error as HTTPError where error.status == .notFound:
            self.init(.unknownOperation, "There is no such operation.")
        default: return nil
        }
    }

    private init(_ error: WriterError) {
        self.init(AdminErrorCode(error), error.english)
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        try AdminJSON.response(ErrorMessage(code: code.rawValue, error: message), status: status)
    }
}

/// Answers in JSON whatever goes wrong.
struct AdminErrorMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            if let known = AdminError(error) { return try known.response(from: request, context: context) }
            context.logger.error("A staff operation failed.", metadata: ["error": "\(error)"])
            return try AdminError(.failed, "The operation failed: \(error).").response(from: request, context: context)
        }
    }
}
