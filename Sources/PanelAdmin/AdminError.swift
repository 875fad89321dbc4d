import HTTPTypes
import Hummingbird
import Logging
import PanelCore
import PanelStore
import PanelWords

/// Why a staff operation was not done, as it is answered.
struct AdminError: Error, HTTPResponseError {
    let status: HTTPResponse.Status
    let message: String

    /// Something in the request is wrong.
    static func invalid(_ message: String) -> AdminError {
        AdminError(status: .unprocessableContent, message: message)
    }

    init(status: HTTPResponse.Status, message: String) {
        self.status = status
        self.message = message
    }

    init(_ refusal: StaffRefusal) {
        status =
            switch refusal {
            case .notAllowed: .forbidden
            case .account(let refusal): refusal.status
            case .order(let refusal): refusal.status
            case .refill(let refusal): refusal.status
            case .catalogue(let refusal): refusal.status
            case .provider(let refusal): refusal.status
            case .setting(let refusal): refusal.status
            }
        message = refusal.words(in: .english)
    }

    init(_ input: InvalidInput) {
        self = .invalid(input.words(in: .english))
    }

    init(_ error: WriterError) {
        status = .serviceUnavailable
        message = error.english
    }

    /// - Returns: `nil` for what no operation throws on purpose.
    init?(_ error: any Error) {
        switch error {
        case let error as AdminError: self = error
        case let refusal as StaffRefusal: self.init(refusal)
        case let input as InvalidInput: self.init(input)
        case let problem as ProviderProblem: self = .invalid(problem.english)
        case let cursor as BadCursor: self = .invalid(cursor.description)
        case let problem as BackupProblem: self.init(status: .conflict, message: problem.english)
        case let error as WriterError: self.init(error)
        case let error as HTTPError where error.status == .notFound:
            self.init(status: .notFound, message: "There is no such operation.")
        default: return nil
        }
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        try AdminJSON.response(ErrorMessage(error: message), status: status)
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
            return try AdminError(status: .internalServerError, message: "The operation failed: \(error).")
                .response(from: request, context: context)
        }
    }
}

extension AccountRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .exists, .referenceReused, .insufficientBalance, .balanceTooLarge: .conflict
        case .zeroAmount: .unprocessableContent
        }
    }
}

extension OrderHandlingRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .outcome(let refusal): refusal.status
        case .isRelayed, .hasNoProvider, .attemptIsUnderWay, .nothingToAccept, .costCanNotBeBooked, .isNotToBeSent,
            .upstreamOrderIsTaken:
            .conflict
        }
    }
}

extension OutcomeRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .illegalTransition, .wouldTakeBack, .balanceTooLarge: .conflict
        case .nothingToChange, .negativeStartCount, .remainsOutOfRange, .partialWithoutRemains: .unprocessableContent
        }
    }
}

extension RefillRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .illegalTransition, .isNotUnclear: .conflict
        }
    }
}

extension CatalogueRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unknownService, .unknownLinkRule: .notFound
        case .incorrectService, .duplicateService: .unprocessableContent
        }
    }
}

extension ProviderRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .exists, .emptyCatalogue, .hasOpenOrders: .conflict
        case .incorrectTerms, .otherCurrency: .unprocessableContent
        }
    }
}

extension SettingRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .incorrect: .unprocessableContent
        case .isFixed: .conflict
        }
    }
}
