import HTTPTypes
import Hummingbird
import PanelCore
import PanelOperations
import PanelSecrets
import PanelWeb
import PanelWords

extension CustomerPages {
    /// Links that work once. Looking at one uses nothing up: programs look at links that people are sent.
    func addLinkRoutes(to router: RouterGroup<PageContext>) {
        router.get("reset/{token}") { _, context in try await showReset(context) }
        router.post("reset/{token}") { _, context in try await reset(context) }
        router.get("first/{token}") { _, context in try await showFirstOwner(context) }
        router.post("first/{token}") { _, context in try await makeFirstOwner(context) }
    }

    private func token(_ context: PageContext) -> SecretToken? {
        context.parameters.get("token").flatMap { SecretToken($0) }
    }

    // MARK: A new password

    private func showReset(_ context: PageContext) async throws -> Response {
        let visit = try context.visit()
        guard let token = token(context), let name = try await visitor(visit).accountOfResetLink(token) else {
            return resetPage(visit, .ended, here: .logIn, status: .gone)
        }
        return resetPage(visit, .form(token, name: name.description, FormErrors()), here: .reset(token))
    }

    private func reset(_ context: PageContext) async throws -> Response {
        let visit = try context.visit()
        guard let token = token(context), let name = try await visitor(visit).accountOfResetLink(token) else {
            return resetPage(visit, .ended, here: .logIn, status: .gone)
        }
        switch try await visitor(visit).resetPassword(by: token, to: visit.form["password"]) {
        case .success(true): return seeOther(.logInAfterReset)
        case .success(false): return resetPage(visit, .ended, here: .logIn, status: .gone)
        case .failure(let refusal):
            let errors = FormErrors(refusal.words(in: visit.language), at: "password")
            let state = ResetPage.State.form(token, name: name.description, errors)
            return resetPage(visit, state, here: .reset(token), status: .unprocessableContent)
        }
    }

    private func resetPage(
        _ visit: Visit,
        _ state: ResetPage.State,
        here: Address,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        page(ResetPage(frame(visit, here: here), state).html, status: status)
    }

    // MARK: The first owner

    private func showFirstOwner(_ context: PageContext) async throws -> Response {
        let visit = try context.visit()
        guard let token = token(context), try await visitor(visit).makesOwner(token) else {
            return firstOwnerPage(visit, .ended, here: .logIn, status: .gone)
        }
        return firstOwnerPage(visit, .form(token, name: "", FormErrors()), here: .firstOwner(token))
    }

    private func makeFirstOwner(_ context: PageContext) async throws -> Response {
        let visit = try context.visit()
        guard let token = token(context), try await visitor(visit).makesOwner(token) else {
            return firstOwnerPage(visit, .ended, here: .logIn, status: .gone)
        }
        let outcome = try await visitor(visit).register(
            name: visit.form["name"],
            mail: "",
            password: visit.form["password"],
            language: visit.language,
            by: .firstOwner(token.digest)
        )
        switch outcome {
        case .success(let session): return logIn(session, browser: nil)
        case .failure(.linkEnded): return firstOwnerPage(visit, .ended, here: .logIn, status: .gone)
        case .failure(let refusal):
            let errors = FormErrors(refusal.words(in: visit.language), at: refusal.field)
            let state = FirstOwnerPage.State.form(token, name: visit.form["name"], errors)
            return firstOwnerPage(visit, state, here: .firstOwner(token), status: .unprocessableContent)
        }
    }

    private func firstOwnerPage(
        _ visit: Visit,
        _ state: FirstOwnerPage.State,
        here: Address,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        page(FirstOwnerPage(frame(visit, here: here), state).html, status: status)
    }
}
