import Hummingbird
import NIOCore
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelWeb
import PanelWire

extension CustomerPages {
    func addAPIRoutes(to router: RouterGroup<PageContext>) {
        router.get("api") { request, context in
            let done = request.uri.queryParameters.get("done").flatMap { APIDeed(rawValue: String($0)) }
            return try apiPage(context.visit(), done: done)
        }
        lead(to: .api, from: [.rotateKey, .apiProfile, .tryAction], in: router)
        router.get("api.txt") { _, context in
            let visit = try context.visit()
            return Response(
                status: .ok,
                headers: headers.fields(type: "text/plain; charset=utf-8"),
                body: ResponseBody(byteBuffer: ByteBuffer(string: reference(visit).text))
            )
        }
        router.post("api/rotate") { _, context in try await rotateKey(context) }
        router.post("api/profile") { _, context in try await changeAnswers(context) }
        router.post("api/try") { request, context in
            try await tryAction(context, asFragment: request.wantsFragment)
        }
    }

    private func reference(_ visit: Visit, for account: Account? = nil) -> RenderedReference {
        guard let account = account ?? visit.loggedIn?.account else {
            return references.publicReference(visit.catalogue, language: visit.language)
        }
        return references.reference(
            visit.catalogue,
            profile: account.profile,
            language: visit.language,
            messages: account.language
        )
    }

    private func apiPage(
        _ visit: Visit,
        made: String? = nil,
        done: APIDeed? = nil,
        answer: TryAnswer? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let owner = visit.loggedIn.map { session in
            APIPage.Owner(
                key: made.map { .made($0) } ?? APIPage.Key(session.account.keyHint),
                keyMark: session.account.keyDigest.mark,
                profile: session.account.profile,
                messages: session.account.language,
                isSuspended: session.account.isSuspended,
                requestID: SecretToken().text
            )
        }
        let html = APIPage(
            frame(visit, here: .api),
            reference: reference(visit),
            owner: owner,
            done: done,
            answer: answer
        ).html
        return page(html, status: status)
    }

    /// Answers with the key at once: it is kept nowhere from where another page could show it.
    private func rotateKey(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        // A page that shows a new key and is loaded again sends its form once more: the key that it shows must go on.
        guard !visit.form.has("replaces") || visit.form["replaces"] == session.account.keyDigest.mark else {
            return apiPage(visit, done: .replacedBefore, status: .conflict)
        }
        switch try await owner(visit, session).rotateKey() {
        case .success(let key): return apiPage(visit, made: key.text)
        case .failure: return apiPage(visit, status: .forbidden)
        }
    }

    private func changeAnswers(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        guard let profile = ResponseProfile(rawValue: visit.form["profile"]) else { throw HTTPError(.badRequest) }
        let language = Language(rawValue: visit.form["language"]) ?? session.account.language
        switch try await owner(visit, session).answer(profile, in: language) {
        case .success: return seeOther(.apiAfter(.saved))
        case .failure: return apiPage(visit, status: .forbidden)
        }
    }

    private func tryAction(_ context: PageContext, asFragment: Bool) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        guard let customer = try await prices.customer(key: session.account.keyDigest),
            let sent = try? RequestDecoder.parameters(
                body: visit.body.span,
                contentType: "application/x-www-form-urlencoded",
                query: nil
            ),
            let answer = try await TryAnswer.performing(sent, as: customer, at: endpoint, logger: context.logger)
        else { throw HTTPError(.badRequest) }
        guard asFragment else { return apiPage(visit, answer: answer) }
        return page(answer.fragment(requestID: SecretToken().text, in: visit.language))
    }
}

extension KeyDigest {
    /// By which a form says which key it replaces. A digest tells nobody the key, and its beginning tells keys apart.
    fileprivate var mark: String { bytes.prefix(8).hexadecimal }
}

extension APIPage.Key {
    fileprivate init(_ hint: KeyHint?) {
        guard let hint else {
            self = .none
            return
        }
        self = .masked(ending: hint.ending.isEmpty ? nil : hint.ending, madeAt: hint.madeAt)
    }
}
