import HTTPTypes
import Hummingbird
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelWeb

extension CustomerPages {
    func addLogInRoutes(to router: RouterGroup<PageContext>) {
        router.get("login") { request, context in
            let visit = try context.visit()
            let linked = KeptForm(linkedBy: request.query)
            guard visit.loggedIn == nil else { return seeOther(linked.map { .reorder($0.order.entries) } ?? .home) }
            let wasSet = request.uri.queryParameters.get("set") != nil
            let startsAnew = request.uri.queryParameters.get("anew") != nil
            let step: LogInPage.Step = visit.session == nil || startsAnew ? .password(name: "") : .code
            return logInPage(visit, step, passwordWasSet: wasSet, kept: linked)
        }
        router.post("login") { _, context in try await logIn(context.visit()) }
        lead(to: .home, from: [.logOut], in: router)
        router.post("logout") { _, context in
            let visit = try context.visit()
            if let session = visit.session { try await owner(visit, session).end(.one(session.session.key)) }
            var response = seeOther(.logIn)
            cookies.forgetSession(on: &response)
            return response
        }
    }

    private func logIn(_ visit: Visit) async throws -> Response {
        let form = visit.form
        let outcome: VisitorOperations.LogInOutcome
        do throws(any Error) {
            // A form that has a password begins anew, whatever the browser had before.
            if let session = visit.session, !form.has("password") {
                guard session.session.stage != .loggedIn else { return seeOther(.home) }
                outcome = try await visitor(visit).confirm(code: form["code"], in: session, token: visit.token)
            } else {
                outcome = try await visitor(visit).logIn(
                    name: form["name"],
                    password: form["password"],
                    code: form["code"],
                    before: visit.session == nil ? nil : visit.token
                )
            }
        } catch is HasherBusy {
            return logInPage(visit, .password(name: form["name"]), .busy, status: .serviceUnavailable, wait: 2)
        }
        return try await answer(to: outcome, visit)
    }

    private func answer(to outcome: VisitorOperations.LogInOutcome, _ visit: Visit) async throws -> Response {
        let name = visit.form["name"]
        switch outcome {
        case .loggedIn(let token, let browser): return try await loggedIn(token, browser, visit)
        case .codeNeeded(let token): return askForCode(token, visit)
        case .wrongCode(let token, let left) where token == visit.token:
            return logInPage(visit, .code, .wrongCode(left: Int(left)), status: .unprocessableContent)
        // The page that asks for the code belongs to another session than the form did.
        case .wrongCode(let token, _): return askForCode(token, visit)
        case .startAnew(let wait):
            let problem = LogInPage.Problem.startedAnew(seconds: wait.map(Int.init))
            let status: HTTPResponse.Status = wait == nil ? .unprocessableContent : .tooManyRequests
            return logInPage(visit, .password(name: name), problem, status: status, wait: wait.map(Int.init))
        case .wrong: return logInPage(visit, .password(name: name), .wrongPassword, status: .unprocessableContent)
        case .throttled(let seconds):
            let step: LogInPage.Step = visit.session == nil ? .password(name: name) : .code
            let problem = LogInPage.Problem.throttled(seconds: Int(seconds))
            return logInPage(visit, step, problem, status: .tooManyRequests, wait: Int(seconds))
        }
    }

    /// Goes on with what was typed before the session ended, if the log-in was for that.
    private func loggedIn(_ token: SecretToken, _ browser: KnownBrowser?, _ visit: Visit) async throws -> Response {
        guard let kept = KeptForm(keptBy: visit.form), let session = try await visitor(visit).session(of: token) else {
            return logIn(token, browser: browser)
        }
        return logIn(token, browser: browser, with: try await show(kept, visit.entering(session, by: token), session))
    }

    /// With the session that waits for a code.
    private func askForCode(_ token: SecretToken, _ visit: Visit) -> Response {
        var response =
            KeptForm(keptBy: visit.form) == nil ? seeOther(.logIn) : logInPage(visit.entering(nil, by: token), .code)
        cookies.set(token, life: door.limits.sessions.life, on: &response)
        return response
    }

    /// Asks somebody to log in who has sent a form that is kept until then.
    func logInPage(_ visit: Visit, keeping kept: KeptForm, status: HTTPResponse.Status) -> Response {
        logInPage(visit, .password(name: ""), status: status, kept: kept)
    }

    private func logInPage(
        _ visit: Visit,
        _ step: LogInPage.Step,
        _ problem: LogInPage.Problem? = nil,
        status: HTTPResponse.Status = .ok,
        wait: Int? = nil,
        passwordWasSet: Bool = false,
        kept: KeptForm? = nil
    ) -> Response {
        let kept = kept ?? KeptForm(keptBy: visit.form)
        var response = page(
            LogInPage(
                frame(visit, here: .logIn),
                step: step,
                problem: problem,
                offersRegistration: visit.catalogue.settings.registration == .open,
                passwordWasSet: passwordWasSet,
                kept: kept?.carried ?? [],
                saysKept: kept?.kind != .link
            ).html,
            status: status
        )
        if let wait { response.headers[.retryAfter] = String(wait) }
        return response
    }
}
