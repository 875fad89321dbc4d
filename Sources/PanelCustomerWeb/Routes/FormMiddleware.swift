import Hummingbird
import PanelSecrets
import PanelWeb

/// Holds forms to coming from the panel's own pages, and to being one that the panel gave this browser.
struct FormMiddleware: RouterMiddleware {
    let pages: CustomerPages

    func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post else { return try await next(request, context) }
        let visit = try context.visit()
        let isOfAPage = SameOrigin.allows(request, at: pages.origin)
        let isOfThisBrowser = visit.hasToken && CSRFToken(session: visit.token).matches(visit.form["csrf"])
        // What was typed is shown again, to nobody but whoever sent it from a page of the panel, and nothing is done.
        if isOfAPage, !isOfThisBrowser || visit.loggedIn == nil,
            let kept = KeptForm(sentTo: request.uri.path, visit.form)
                ?? (isOfThisBrowser ? nil : .init(keptBy: visit.form))
        {
            return try await pages.keep(kept, visit)
        }
        // The page gave one. Over plain http browsers drop it without a word, so the page has to say it.
        guard visit.hasToken else { return pages.error(.noCookie, visit) }
        guard isOfAPage, isOfThisBrowser else { return pages.error(.foreignForm, visit) }
        return try await next(request, context)
    }
}
