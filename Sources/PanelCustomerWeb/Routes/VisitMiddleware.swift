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
        let visit: Visit
        do {
            visit = try await self.visit(of: request, context)
        } catch is UnreadableForm {
            return Response(status: .badRequest, headers: pages.headers.fields(type: "text/plain; charset=utf-8"))
        } catch {
            context.logger.error("A page could not be made.", metadata: ["error": "\(error)"])
            return Response(
                status: .serviceUnavailable,
                headers: pages.headers.fields(type: "text/plain; charset=utf-8")
            )
        }
        var context = context
        context.visit = visit
        var response = await answer(to: request, context, visit, next)
        if let chosen = chosenLanguage(request) { pages.cookies.set(chosen, on: &response) }
        if !visit.hasToken, !response.headers.contains(.setCookie) || response.status == .ok {
            pages.cookies.set(visit.token, life: pages.door.limits.sessions.life, on: &response)
        }
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
            return isOfAProgram(request) ? VisitMiddleware.noSuchPath : pages.error(.notFound, visit)
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

    private static let noSuchPath = Response.json(
        ByteBuffer(string: #"{"error":"Not found. The API is at /api/v2"}"#),
        status: .notFound
    )

    // MARK: Who it is

    private struct UnreadableForm: Error {}

    private func visit(of request: Request, _ context: PageContext) async throws -> Visit {
        let catalogue = try await pages.prices.catalogue()
        let known = pages.cookies.token(of: request)
        let token = known ?? SecretToken()
        let caller = caller(request, context)
        var session: KnownSession?
        if let known {
            session = try await VisitorOperations(pages.panel, pages.door, for: caller).session(of: known)
        }
        let body = try await body(of: request)
        guard let form = FormFields(body) else { throw UnreadableForm() }
        return Visit(
            token: token,
            hasToken: known != nil,
            caller: caller,
            language: language(of: request, session, catalogue.settings),
            form: form,
            body: body,
            catalogue: catalogue,
            session: session
        )
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

    private func body(of request: Request) async throws -> [UInt8] {
        guard request.method == .post else { return [] }
        do {
            let buffer = try await request.body.collect(upTo: pages.configuration.form)
            return Array(buffer.readableBytesView)
        } catch {
            throw UnreadableForm()
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
