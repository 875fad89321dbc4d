import HTTPTypes
package import Hummingbird
package import Logging
package import PanelCore
package import PanelHTTP
import PanelOperations
package import PanelStore
import PanelWire

/// `/api/v2`: reads a request, has it carried out, and words the answer.
package struct APIEndpoint: Sendable {
    private let configuration: APIConfiguration
    private let store: any Store
    private let writer: BatchWriter
    private let priceLists: PriceLists
    private let prices: PricingCache
    private let bodies: BodyCollector
    private let rateLimiter: RateLimiter<AccountID>?
    private let wrongKeys: WrongKeys

    package init(configuration: APIConfiguration, store: any Store, writer: BatchWriter, prices: PricingCache) {
        self.configuration = configuration
        self.prices = prices
        self.store = store
        self.writer = writer
        priceLists = PriceLists(configuration.limits)
        bodies = BodyCollector(configuration, prices: prices)
        rateLimiter = configuration.requestsPerSecond.map {
            RateLimiter(perSecond: $0, most: configuration.limits.countedAccounts)
        }
        wrongKeys = WrongKeys(configuration.limits)
    }

    /// Answers one request. Every answer of the API has status 200; only the transport's own errors have others.
    ///
    /// - Parameter client: Who asks; `nil` when that is not known. Called only when it matters.
    package func respond(to request: Request, from client: () -> ClientAddress?, logger: Logger) async -> Response {
        guard !configuration.origins.isEmpty,
            let granted = configuration.origins.fields(for: request.headers[.origin])
        else { return await response(to: request, from: client, logger: logger) }
        var shared = request.method == .options ? preflight : await response(to: request, from: client, logger: logger)
        shared.headers.append(contentsOf: granted)
        return shared
    }

    /// The answer to a browser that asks what a page may send.
    private var preflight: Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: configuration.acceptsGet ? "POST, GET" : "POST",
                .accessControlAllowHeaders: "Content-Type, \(HTTPField.Name.idempotencyKey)",
                .accessControlMaxAge: "7200",
            ]
        )
    }

    /// Carries out what somebody asks for who is known without a key, as one who is logged in is.
    ///
    /// - Parameter sent: The action and its parameters; a key among them is not looked at.
    /// - Returns: What a program that sends them with the customer's key gets. It counts as that program's request.
    package func perform(_ sent: ParameterSet, as customer: Customer, logger: Logger) async -> Response {
        await response(logger: logger) {
            try await answer(sent, key: customer.account.keyDigest, idempotencyKey: nil)
                // The key was replaced just now.
                ?? refusalOfKey(sent)
        }
    }

    private func response(
        to request: Request,
        from client: () -> ClientAddress?,
        logger: Logger
    ) async -> Response {
        await response(logger: logger) { try await answer(to: request, from: client, logger: logger) }
    }

    private func response(logger: Logger, to answer: () async throws -> ResponseBody) async -> Response {
        do {
            return .json(try await answer())
        } catch let error as TransportError {
            return error.response
        } catch {
            logger.error("A request of the API failed.", metadata: ["error": "\(error)"])
            return TransportError.unavailable.response
        }
    }

    private func answer(
        to request: Request,
        from client: () -> ClientAddress?,
        logger: Logger
    ) async throws -> ResponseBody {
        guard request.method == .post || (request.method == .get && configuration.acceptsGet) else {
            throw TransportError.methodNotAllowed
        }
        let sent = try await parameters(of: request)
        switch sent {
        case .failure(let refusal):
            return word(refusal, action: nil, single: true, for: nil)
        case .success(let sent):
            // A missing key takes the path of a wrong one, so that both take the same time.
            let key = KeyDigest(of: sent[.key]?.trimmedASCII ?? "")
            let idempotencyKey = request.headers[.idempotencyKey]
            guard let answer = try await answer(sent, key: key, idempotencyKey: idempotencyKey) else {
                try await wrongKeys.count(from: client(), logger: logger)
                return refusalOfKey(sent)
            }
            return answer
        }
    }

    private func parameters(of request: Request) async throws -> Result<ParameterSet, APIRefusal> {
        let body = try await bodies.collect(request)
        do throws(APIRefusal) {
            return .success(
                try RequestDecoder.parameters(
                    body: body.readableBytesUInt8Span,
                    contentType: request.headers[.contentType],
                    query: request.uri.query.map { Substring($0) }
                )
            )
        } catch {
            return .failure(error)
        }
    }

    private static func action(_ sent: ParameterSet) -> Action? {
        (sent[.action]?.trimmedASCII).flatMap(Action.init(rawValue:))
    }

    private static func isSingle(_ sent: ParameterSet) -> Bool {
        sent.idList(.orders, or: .order) == nil
    }

    private func refusalOfKey(_ sent: ParameterSet) -> ResponseBody {
        word(.invalidKey, action: APIEndpoint.action(sent), single: APIEndpoint.isSingle(sent), for: nil)
    }

    /// - Returns: `nil` when the key is none.
    private func answer(
        _ sent: ParameterSet,
        key: KeyDigest,
        idempotencyKey: String?
    ) async throws -> ResponseBody? {
        let action = APIEndpoint.action(sent)
        let isSingle = APIEndpoint.isSingle(sent)
        let catalogue = try await prices.catalogue()
        guard let customer = try await prices.customer(key: key) else { return nil }
        guard let action else { return word(.incorrectRequest, action: nil, single: isSingle, for: customer) }
        guard rateLimiter?.admits(customer.account.id) ?? true else { throw TransportError.rateLimited }
        var sent = sent
        if let idempotencyKey, !idempotencyKey.isBlank { sent.fill(.requestID, with: idempotencyKey) }
        let result: APIActions.Answer =
            customer.account.isSuspended
            ? .failure(.accountSuspended)
            : try await actions(for: customer, catalogue: catalogue).perform(action, sent)
        switch result {
        case .success(let answer): return answer
        case .failure(let refusal): return word(refusal, action: action, single: isSingle, for: customer)
        }
    }

    private func actions(for customer: Customer, catalogue: Catalogue) -> APIActions {
        let operations = CustomerOperations(
            store: store,
            writer: writer,
            prices: prices,
            customer: customer,
            catalogue: catalogue,
            now: { .now }
        )
        return APIActions(operations: operations, priceLists: priceLists)
    }

    private func word(_ refusal: APIRefusal, action: Action?, single: Bool, for customer: Customer?) -> ResponseBody {
        ResponseBody(
            bytes: Answers.refusal(
                refusal,
                action: action,
                single: single,
                profile: customer?.account.profile ?? configuration.defaultProfile,
                language: customer?.account.language ?? configuration.defaultLanguage
            )
        )
    }
}

extension ResponseBody {
    /// A body of bytes that are complete.
    init(bytes: [UInt8]) {
        self.init(byteBuffer: ByteBuffer(bytes: bytes))
    }
}

extension HTTPField.Name {
    /// The header that carries a `request_id`.
    fileprivate static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
