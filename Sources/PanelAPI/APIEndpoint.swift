import HTTPTypes
package import Hummingbird
package import Logging
import PanelCore
import PanelHTTP
package import PanelStore
import PanelWire

/// `/api/v2`: reads a request, has it carried out, and words the answer.
package struct APIEndpoint: Sendable {
    private let configuration: APIConfiguration
    private let actions: APIActions
    private let directory: Directory
    private let rateLimiter: RateLimiter?

    package init(configuration: APIConfiguration, store: any Store, writer: BatchWriter, directory: Directory) {
        self.configuration = configuration
        self.directory = directory
        actions = APIActions(
            currency: configuration.currency,
            store: store,
            writer: writer,
            directory: directory
        )
        rateLimiter = configuration.requestsPerSecond.map(RateLimiter.init(perSecond:))
    }

    /// Answers one request. Every answer of the API has status 200; only the transport's own errors have others.
    package func respond(to request: Request, logger: Logger) async -> Response {
        do {
            return .json(try await answer(to: request))
        } catch let error as TransportError {
            return error.response
        } catch {
            logger.error("A request of the API failed.", metadata: ["error": "\(error)"])
            return TransportError.unavailable.response
        }
    }

    private func answer(to request: Request) async throws -> ByteBuffer {
        guard request.method == .post || (request.method == .get && configuration.acceptsGet) else {
            throw TransportError.methodNotAllowed
        }
        guard let body = try? await request.body.collect(upTo: configuration.bodyLimit) else {
            throw TransportError.bodyTooLarge(limit: configuration.bodyLimit)
        }
        let sent: ParameterSet
        do throws(APIRefusal) {
            sent = try RequestDecoder.parameters(
                body: body.readableBytesUInt8Span,
                contentType: request.headers[.contentType],
                query: request.uri.query.map { Substring($0) }
            )
        } catch {
            return word(error, action: nil, single: true, for: nil)
        }
        return try await answer(sent, idempotencyKey: request.headers[.idempotencyKey])
    }

    private func answer(_ sent: ParameterSet, idempotencyKey: String?) async throws -> ByteBuffer {
        let action = (sent[.action]?.trimmedASCII).flatMap(Action.init(rawValue:))
        let isSingle = sent.text(.orders) == nil
        // A missing key takes the path of a wrong one, so that both take the same time.
        let digest = KeyDigest(of: sent[.key]?.trimmedASCII ?? "")
        let catalogue = try await directory.catalogue()
        guard let customer = try await directory.customer(key: digest) else {
            return word(.invalidKey, action: action, single: isSingle, for: nil)
        }
        guard let action else { return word(.incorrectRequest, action: nil, single: isSingle, for: customer) }
        guard rateLimiter?.admits(customer.account.id) ?? true else { throw TransportError.rateLimited }
        var sent = sent
        if let idempotencyKey, !idempotencyKey.isBlank { sent.fill(.requestID, with: idempotencyKey) }
        let result: APIActions.Answer =
            customer.account.isSuspended
            ? .failure(.accountSuspended)
            : try await actions.perform(action, sent, customer: customer, catalogue: catalogue)
        switch result {
        case .success(let answer): return answer
        case .failure(let refusal): return word(refusal, action: action, single: isSingle, for: customer)
        }
    }

    private func word(_ refusal: APIRefusal, action: Action?, single: Bool, for customer: Customer?) -> ByteBuffer {
        ByteBuffer(
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

extension HTTPField.Name {
    /// The header that carries a `request_id`.
    fileprivate static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
