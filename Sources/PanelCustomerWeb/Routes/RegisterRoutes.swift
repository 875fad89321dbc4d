import HTTPTypes
import Hummingbird
import PanelCore
import PanelOperations
import PanelSecrets
import PanelWeb
import PanelWords

extension CustomerPages {
    func addRegisterRoutes(to router: RouterGroup<PageContext>) {
        router.get("register") { request, context in
            let visit = try context.visit()
            guard visit.loggedIn == nil else { return seeOther(.home) }
            let access = try await access(visit, invitation: request.uri.queryParameters.get("invitation"))
            return registerPage(visit, access, RegisterPage.Values(language: visit.language))
        }
        router.post("register") { _, context in try await register(context.visit()) }
    }

    private func access(_ visit: Visit, invitation text: (some StringProtocol)?) async throws -> RegisterPage.Access {
        let registration = visit.catalogue.settings.registration
        guard registration != .closed else { return .closed }
        guard let text, !text.isEmpty else { return registration == .open ? .open : .byInvitation }
        guard let token = SecretToken(text), try await visitor(visit).invitation(token) != nil else {
            return .invitationEnded
        }
        return .invited(token)
    }

    private func register(_ visit: Visit) async throws -> Response {
        guard visit.loggedIn == nil else { return seeOther(.home) }
        let form = visit.form
        let values = RegisterPage.Values(
            name: form["name"],
            email: form["email"],
            language: Language(rawValue: form["language"]) ?? visit.language
        )
        let access = try await access(visit, invitation: form["invitation"])
        let way: Register.Way
        switch access {
        case .open: way = .open
        case .invited(let token): way = .invitation(token.digest)
        case .byInvitation, .invitationEnded, .closed: return registerPage(visit, access, values, status: .forbidden)
        }
        let outcome = try await visitor(visit).register(
            name: form["name"],
            mail: form["email"],
            password: form["password"],
            language: values.language,
            by: way
        )
        switch outcome {
        case .success(let token): return logIn(token, browser: nil)
        case .failure(let refusal): return refused(visit, access, values, refusal)
        }
    }

    private func refused(
        _ visit: Visit,
        _ access: RegisterPage.Access,
        _ values: RegisterPage.Values,
        _ refusal: RegistrationRefusal
    ) -> Response {
        switch refusal {
        case .closed: return registerPage(visit, .closed, values, status: .forbidden)
        case .invitationNeeded: return registerPage(visit, .byInvitation, values, status: .forbidden)
        case .invitationEnded, .linkEnded: return registerPage(visit, .invitationEnded, values, status: .forbidden)
        case .tooMany(let seconds): return error(.tooMany(seconds: Int(seconds)), visit)
        case .name, .nameTaken, .mail, .password:
            let errors = FormErrors(refusal.words(in: visit.language), at: refusal.field)
            return registerPage(visit, access, values, errors, status: .unprocessableContent)
        }
    }

    private func registerPage(
        _ visit: Visit,
        _ access: RegisterPage.Access,
        _ values: RegisterPage.Values,
        _ errors: FormErrors = FormErrors(),
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let here: Address
        if case .invited(let token) = access { here = .invitation(token) } else { here = .register }
        let html = RegisterPage(frame(visit, here: here), access: access, values: values, errors: errors).html
        return page(html, status: status)
    }
}

extension RegistrationRefusal {
    /// The field that it is about.
    var field: String? {
        switch self {
        case .name, .nameTaken: "name"
        case .mail: "email"
        case .password: "password"
        case .closed, .invitationNeeded, .invitationEnded, .linkEnded, .tooMany: nil
        }
    }
}
