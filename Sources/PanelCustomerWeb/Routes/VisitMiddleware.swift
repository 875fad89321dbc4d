import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import PanelCore
import PanelHTTP
import PanelOperations
import PanelSecrets
import PanelStore
import PanelWeb

/// Finds out who looks at a page, and makes a page of what goes wrong.
struct VisitMiddleware: RouterMiddleware {
    let pages: CustomerPages

    func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let (visit, problem): (Visit, ErrorPage.Problem?)
        do {
            (visit, problem) = try await self.visit(of: request, context)
        } catch {
            context.logger.error("A page could not be made.", metadata: ["error": "\(error)"])
            return withoutPanel()
        }
        var context = context
        context.visit = visit
        var response: Response
        if let problem {
            response = pages.error(problem, visit)
        } else {
            response = await answer(to: request, context, visit, next)
        }
        if let chosen = chosenLanguage(request) { pages.cookies.set(chosen, on: &response) }
        // Pages have forms, which are taken from whoever has a token.
        if !visit.hasToken, response.headers[.contentType] == PageHeaders.pageType {
            pages.cookies.set(visit.token, life: pages.door.limits.sessions.life, on: &response)
        }
        guard request.method == .head else { return response }
        // The router sees to that for its routes, and not for a path that is none.
        response = response.createHeadResponse()
        // Of a file that is made while it is sent nobody knows the length.
        if response.headers.contains(.contentDisposition) { response.headers[.contentLength] = nil }
        return response
    }

    /// Where not even the panel's name can be read, there is no page to show.
    private func withoutPanel() -> Response {
        var response = Response(
            status: .serviceUnavailable,
            headers: pages.headers.fields(type: "text/plain; charset=utf-8"),
            body: ResponseBody(byteBuffer: ByteBuffer(string: "Hệ thống đang bận. / The panel is busy.\n"))
        )
        response.headers[.retryAfter] = "5"
        return response
    }

    private func answer(
        to request: Request,
        _ context: PageContext,
        _ visit: Visit,
        _ next: (Request, PageContext) async throws -> Response
    ) async -> Response {
        do {
            return try await next(request, context)
        } catch is NotLoggedIn {
            return pages.seeOther(.logIn)
        } catch is HasherBusy {
            return pages.error(.busy, visit)
        } catch let error as HTTPError where error.status.kind == .clientError {
            guard error.status == .notFound || error.status == .methodNotAllowed else {
                return pages.error(.badRequest, visit)
            }
            return isOfAProgram(request) ? noSuchPath : pages.error(.notFound, visit)
        } catch let error as WriterError {
            context.logger.notice("A page's change was not written.", metadata: ["error": "\(error)"])
            return pages.error(.busy, visit)
        } catch {
            context.logger.error("A page failed.", metadata: ["error": "\(error)", "reference": "\(context.id)"])
            return pages.error(.failure(reference: context.id), visit)
        }
    }

    /// Whether a request that leads nowhere was meant for the API.
    private func isOfAProgram(_ request: Request) -> Bool {
        request.method != .get && request.method != .head && request.headers[.accept]?.contains("text/html") != true
    }

    private var noSuchPath: Response {
        Response(
            status: .notFound,
            headers: pages.headers.fields(type: "application/json"),
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"error":"Not found. The API is at /api/v2"}"#))
        )
    }

    // MARK: Who it is

    /// - Returns: Also why the visitor can not have what was asked for, whatever it is.
    private func visit(of request: Request, _ context: PageContext) async throws -> (Visit, ErrorPage.Problem?) {
        let catalogue = try await pages.prices.catalogue()
        let known = pages.cookies.token(of: request)
        let caller = caller(request, context)
        var session: KnownSession?
        var problem: ErrorPage.Problem?
        if let known {
            do {
                session = try await VisitorOperations(pages.panel, pages.door, for: caller).session(of: known)
            } catch {
                context.logger.error("It is not known who looks at a page.", metadata: ["error": "\(error)"])
                problem = .busy
            }
        }
        let sent = await sent(with: request)
        let visit = Visit(
            token: known ?? SecretToken(),
            hasToken: known != nil,
            caller: caller,
            language: language(of: request, session, catalogue.settings),
            form: sent.form,
            body: sent.body,
            catalogue: catalogue,
            session: session
        )
        return (visit, problem ?? sent.problem)
    }

    private func caller(_ request: Request, _ context: PageContext) -> Caller {
        Caller(
            client: Session.Client(
                address: context.client?.description ?? "",
                agent: (request.headers[.userAgent] ?? "").filter { !$0.isNewline }
            ),
            holder: context.client?.holder.description ?? "",
            mark: pages.cookies.mark(of: request)
        )
    }

    /// What came with a request.
    private struct Sent {
        var form = FormFields()
        var body: [UInt8] = []
        /// Why it could not be read.
        var problem: ErrorPage.Problem?
    }

    private func sent(with request: Request) async -> Sent {
        guard request.method == .post else { return Sent() }
        do {
            let buffer = try await request.body.collect(upTo: pages.configuration.form)
            let body = Array(buffer.readableBytesView)
            guard let form = FormFields(body) else { return Sent(problem: .badRequest) }
            return Sent(form: form, body: body)
        } catch is NIOTooManyBytesError {
            return Sent(problem: .tooLarge)
        } catch {
            return Sent(problem: .badRequest)
        }
    }

    // MARK: In which language

    private func chosenLanguage(_ request: Request) -> Language? {
        request.uri.queryParameters.get("lang").flatMap { Language(rawValue: $0) }
    }

    private func language(of request: Request, _ session: KnownSession?, _ settings: Settings) -> Language {
        chosenLanguage(request) ?? session?.chosen?.language ?? pages.cookies.language(of: request)
            ?? AcceptedLanguages.best(of: request.headers[.acceptLanguage]) ?? session?.account.language
            ?? settings[.accountLanguage]
    }
}
