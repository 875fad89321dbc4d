import HTTPTypes
package import Hummingbird
import NIOCore
package import PanelAPI
package import PanelCore
package import PanelHTTP
import PanelMarkup
package import PanelOperations
import PanelSecrets
package import PanelStore
package import PanelWeb

/// The pages of customers, as routes. Each reads a request, has an operation carried out, and shows its outcome.
package struct CustomerPages: Sendable {
    package struct Configuration: Sendable {
        /// What the operator says is the panel's address; `nil` for the one that is listened on.
        package var publicOrigin: PublicOrigin?
        /// Whether people reach the panel over plain http from elsewhere than the machine itself.
        package var allowsPlainHTTP = false
        /// Largest form in bytes.
        package var form = 256 * 1024

        package init() {}
    }

    let panel: OpenPanel
    let door: FrontDoor
    let prices: PricingCache
    let endpoint: APIEndpoint
    let offered = OfferedCache()
    /// How long orders of each service usually take.
    let usualTimes: UsualTimesCache
    let references: APIReferences
    let configuration: Configuration
    let cookies: SessionCookies
    let headers: PageHeaders
    /// Where the panel is reached.
    let origin: PublicOrigin

    /// - Parameter origin: Where the panel is reached: what the operator says, or what is listened on.
    package init(
        _ panel: OpenPanel,
        door: FrontDoor,
        prices: PricingCache,
        endpoint: APIEndpoint,
        api: APIConfiguration,
        configuration: Configuration,
        origin: PublicOrigin
    ) {
        self.panel = panel
        self.door = door
        self.prices = prices
        self.endpoint = endpoint
        self.configuration = configuration
        self.origin = origin
        usualTimes = UsualTimesCache(store: panel.store, now: panel.now)
        references = APIReferences(address: origin.description + "/api/v2", configuration: api)
        cookies = SessionCookies(allowsPlainHTTP: configuration.allowsPlainHTTP && !origin.isSecure)
        headers = PageHeaders(isSecure: origin.isSecure)
    }

    /// All routes.
    package func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: [.autoGenerateHeadEndpoints])
        router.get("healthz") { _, _ in health() }
        router.get("assets/{name}") { request, context in
            Asset.response(
                to: context.parameters.get("name") ?? "",
                ifNoneMatch: request.headers[.ifNoneMatch],
                accepting: request.headers[.acceptEncoding]
            )
        }
        // Whatever else there is, and whatever there is not, has somebody who looks at it.
        router.add(middleware: VisitMiddleware(pages: self))
        let pages = router.group().add(middleware: FormMiddleware(pages: self))
        pages.get("/") { _, context in try seeOther(context.visit().loggedIn == nil ? .logIn : .newOrder) }
        addLogInRoutes(to: pages)
        addRegisterRoutes(to: pages)
        addLinkRoutes(to: pages)
        addAccountRoutes(to: pages)
        addAPIRoutes(to: pages)
        addNewOrderRoutes(to: pages)
        addMassOrderRoutes(to: pages)
        addOrderRoutes(to: pages)
        addServiceRoutes(to: pages)
        addStatementRoutes(to: pages)
        addFundsRoutes(to: pages)
        return router
    }

    /// By what is known already: nobody who asks often costs a look into the database.
    private func health() -> Response {
        let problem = panel.store.closedReason != nil ? "closed" : panel.store.isReachable ? nil : "no database"
        return Response(
            status: problem == nil ? .ok : .serviceUnavailable,
            headers: headers.fields(type: "text/plain; charset=utf-8"),
            body: ResponseBody(byteBuffer: ByteBuffer(string: problem ?? "ok"))
        )
    }

    /// Has the addresses of forms lead to their page when they are opened, as when a page that answered a form is loaded
    /// again from its address.
    func lead(to page: Address, from forms: [Address], in router: RouterGroup<PageContext>) {
        for form in forms { router.get(RouterPath(form.path)) { _, _ in seeOther(page) } }
    }

    // MARK: Answers

    func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        .page(html, status: status, headers: headers)
    }

    func seeOther(_ address: Address) -> Response {
        .seeOther(address, headers: headers)
    }

    func frame(_ visit: Visit, here: Address) -> Frame {
        visit.frame(here: here, now: panel.now())
    }

    func error(_ problem: ErrorPage.Problem, _ visit: Visit) -> Response {
        var response = page(
            ErrorPage(frame(visit, here: .home), problem).html,
            status: HTTPResponse.Status(code: problem.status)
        )
        switch problem {
        case .tooMany(let seconds): response.headers[.retryAfter] = String(seconds)
        case .busy: response.headers[.retryAfter] = "5"
        default: break
        }
        return response
    }

    // MARK: Who asks

    func visitor(_ visit: Visit) -> VisitorOperations {
        VisitorOperations(panel, door, for: visit.caller)
    }

    func owner(_ visit: Visit, _ session: KnownSession) -> OwnAccountOperations {
        OwnAccountOperations(panel, door, for: visit.caller, in: session)
    }

    /// What somebody who is logged in can do as a customer.
    ///
    /// - Throws: ``NotLoggedIn`` when the account was taken away meanwhile.
    func customer(_ visit: Visit, _ session: KnownSession) async throws -> CustomerOperations {
        guard let customer = try await prices.customer(key: session.account.keyDigest) else { throw NotLoggedIn() }
        return CustomerOperations(
            store: panel.store,
            writer: panel.writer,
            prices: prices,
            customer: customer,
            catalogue: visit.catalogue,
            now: panel.now
        )
    }

    /// Logs a browser in with a session that was just made.
    ///
    /// - Parameter page: What the answer shows; the start, if it is `nil`.
    func logIn(_ token: SecretToken, browser: KnownBrowser?, with page: Response? = nil) -> Response {
        var response = page ?? seeOther(.home)
        cookies.set(token, life: door.limits.sessions.life, on: &response)
        if let browser { cookies.set(mark: browser.text, on: &response) }
        return response
    }
}

extension PageContext {
    /// Who looks at the page. There is somebody wherever ``VisitMiddleware`` has been.
    func visit() throws -> Visit {
        guard let visit else { throw HTTPError(.internalServerError) }
        return visit
    }

    /// Who is logged in.
    ///
    /// - Throws: ``NotLoggedIn``, which leads to the log-in.
    func loggedIn() throws -> (visit: Visit, session: KnownSession) {
        let visit = try visit()
        guard let session = visit.loggedIn else { throw NotLoggedIn() }
        return (visit, session)
    }
}

/// Something was asked for that only somebody who is logged in can have.
struct NotLoggedIn: Error {}
