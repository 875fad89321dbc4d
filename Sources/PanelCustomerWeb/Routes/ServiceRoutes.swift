import Hummingbird
import PanelCore
import PanelOperations
import PanelStore
import PanelWeb

extension CustomerPages {
    func addServiceRoutes(to router: RouterGroup<PageContext>) {
        router.get("services") { request, context in
            try await services(context, ServiceFilter(request.query), asFragment: request.wantsFragment)
        }
        router.post("services/favourite") { request, context in
            try await favour(context, asFragment: request.wantsFragment)
        }
        lead(to: .services, from: [.favourite], in: router)
        router.get("updates") { request, context in try await updates(context, request.query) }
    }

    private func services(_ context: PageContext, _ filter: ServiceFilter, asFragment: Bool) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let customer = try await customer(visit, session)
        let servicesPage = try await servicesPage(visit, filter, of: customer)
        return page(asFragment ? servicesPage.fragment : servicesPage.html)
    }

    private func servicesPage(
        _ visit: Visit,
        _ filter: ServiceFilter,
        of customer: CustomerOperations,
        refusal: FavouriteRefusal? = nil
    ) async throws -> ServicesPage {
        let model = ServicesModel(
            of: offered.services(of: visit.catalogue),
            filter,
            for: customer.customer,
            favourites: try await customer.favourites(),
            times: try await usualTimes.current(),
            refusal: refusal
        )
        return ServicesPage(frame(visit, here: .servicesFound(filter)), model)
    }

    // MARK: Favourites

    private func favour(_ context: PageContext, asFragment: Bool) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let isOn = visit.form["on"] == "1"
        guard isOn || visit.form["on"] == "0" else { throw HTTPError(.badRequest) }
        guard let service = ServiceID(visit.form["service"]) else { return error(.notFound, visit) }
        let customer = try await customer(visit, session)
        let filter = ServiceFilter(visit.form)
        switch try await customer.favour(service, isOn) {
        case .failure(.unknownService): return error(.notFound, visit)
        case .failure(let refusal) where asFragment:
            return page(ServicesPage.fragment(refusing: refusal, in: visit.language), status: .unprocessableContent)
        case .failure(let refusal):
            let refused = try await servicesPage(visit, filter, of: customer, refusal: refusal)
            return page(refused.html, status: .unprocessableContent)
        case .success where asFragment:
            let favourites = try await customer.favourites()
            let fragment = ServicesPage.fragment(
                starring: service,
                isOn: isOn,
                count: favourites.count { visit.catalogue[$0]?.isOffered == true },
                filter: filter,
                in: visit.language
            )
            return page(fragment)
        case .success: return seeOther(.servicesFound(filter, at: service))
        }
    }

    // MARK: Updates

    /// Items on a page.
    private static let updatesLength = 50

    private func updates(_ context: PageContext, _ query: FormFields) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let customer = try await customer(visit, session)
        let after = query.has("after") ? Cursor(query["after"]) : nil
        let news: Page<CustomerOperations.NewsItem>
        do {
            news = try await customer.news(Part(limit: CustomerPages.updatesLength, after: after))
        } catch is BadCursor {
            throw HTTPError(.badRequest)
        }
        let html = UpdatesPage(
            frame(visit, here: after.map { .updatesAfter($0.description) } ?? .updates),
            news,
            isSuspended: customer.account.isSuspended,
            isFirst: after == nil
        ).html
        return page(html)
    }
}
