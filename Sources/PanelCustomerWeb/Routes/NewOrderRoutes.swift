import HTTPTypes
import Hummingbird
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelWeb

extension CustomerPages {
    func addNewOrderRoutes(to router: RouterGroup<PageContext>) {
        router.get("order") { request, context in try await newOrder(request.query, context) }
        router.post("order") { _, context in try await placeOrder(context) }
        router.get("order/price") { request, context in try await orderPrice(request.query, context) }
        // For what is too long for an address.
        router.post("order/price") { _, context in try await orderPrice(context.visit().form, context) }
        router.get("services/options") { request, context in try await serviceOptions(request.query, context) }
    }

    // MARK: Looking

    private func newOrder(_ query: FormFields, _ context: PageContext) async throws -> Response {
        if try context.visit().loggedIn == nil, let kept = KeptForm(linkedBy: query) {
            return seeOther(.logInToOrder(kept.order.entries))
        }
        let (visit, session) = try context.loggedIn()
        let customer = try await customer(visit, session)
        var model = NewOrderModel(finder: finder(query, customer), isSuspended: customer.account.isSuspended)
        let typed = ParameterSet(typed: query)
        if let service = typed.service(in: customer.catalogue), service.isOffered, model.finder.accepts(service) {
            model.order = try await order(service, typed: typed.withFields(of: service), by: customer)
        } else if typed.text(.service) != nil, model.finder.platform == nil, model.finder.category == nil {
            model.note = .serviceGone
        }
        // What was looked for is found, unless somebody goes on looking.
        if model.order == nil || !query["q"].isBlank || query.has("from") {
            try await list(from: Int(query["from"]) ?? 0, in: &model.finder, visit, customer)
        }
        return newOrderPage(visit, model)
    }

    private func orderPrice(_ fields: FormFields, _ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let customer = try await customer(visit, session)
        let typed = ParameterSet(typed: fields)
        guard let service = typed.service(in: customer.catalogue) else { throw HTTPError(.badRequest) }
        let order = try await quoted(service, typed: typed, by: customer)
        return page(NewOrderPage.liveParts(order, in: frame(visit, here: .newOrder)))
    }

    private func serviceOptions(_ query: FormFields, _ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let customer = try await customer(visit, session)
        let all = offered.services(of: customer.catalogue).find(.init(text: query["q"]))
        let rows = rows(try await starred(in: all, of: customer), 0..<ServiceFinder.longestList, visit, customer)
        return page(FinderForm.options(rows, in: visit.language))
    }

    func newOrderPage(_ visit: Visit, _ model: NewOrderModel, status: HTTPResponse.Status = .ok) -> Response {
        page(NewOrderPage(frame(visit, here: .newOrder), model).html, status: status)
    }

    // MARK: Placing

    private func placeOrder(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let customer = try await customer(visit, session)
        let form = visit.form
        let typed = ParameterSet(typed: form)
        guard !form.has(OrderSummary.look) else {
            let model = try await filledOrder(typed, requestID: form["request_id"], note: nil, visit, customer)
            return newOrderPage(visit, model)
        }
        let shown = ShownPrice(charge: Money(form["expected"]), rate: Money(form["rate"]))
        let requestID = form["request_id"].isBlank ? nil : form["request_id"]
        let refusal: NewOrderModel.Refusal
        switch try await customer.placeOrder(typed, requestID: requestID, shown: shown) {
        case .success(.order(let id)): return seeOther(.order(id))
        case .success(.costsMore): refusal = .costsMore
        case .failure(let reason): refusal = .refused(reason)
        }
        // What it was refused for may have changed since the request came.
        return try await newOrderPage(
            visit,
            refusedOrder(typed, requestID: requestID, refusal, visit, self.customer(current(visit), session)),
            status: refusal.status
        )
    }

    /// The visit with the catalogue as it is now.
    private func current(_ visit: Visit) async throws -> Visit {
        visit.seeing(try await prices.catalogue())
    }

    private func refusedOrder(
        _ typed: ParameterSet,
        requestID: String?,
        _ refusal: NewOrderModel.Refusal,
        _ visit: Visit,
        _ customer: CustomerOperations
    ) async throws -> NewOrderModel {
        var model = NewOrderModel(
            finder: finder(FormFields(), customer),
            isSuspended: customer.account.isSuspended || refusal == .refused(.accountSuspended)
        )
        guard let service = typed.service(in: customer.catalogue) else {
            model.note = .serviceGone
            try await list(in: &model.finder, visit, customer)
            return model
        }
        let goesOn = refusal == .refused(.requestIDReused) ? nil : requestID
        model.order = try await order(service, typed: typed, by: customer, requestID: goesOn)
        model.order?.refusal = refusal
        return model
    }

    /// The form with what was typed into it, and what that costs. Nothing is done with it.
    func filledOrder(
        _ typed: ParameterSet,
        requestID: String?,
        note: NewOrderModel.Note?,
        _ visit: Visit,
        _ customer: CustomerOperations
    ) async throws -> NewOrderModel {
        var model = NewOrderModel(
            finder: finder(FormFields(), customer),
            note: note,
            isSuspended: customer.account.isSuspended
        )
        guard let service = typed.service(in: customer.catalogue) else {
            try await list(in: &model.finder, visit, customer)
            return model
        }
        model.order = try await order(
            service,
            typed: typed.withFields(of: service),
            by: customer,
            requestID: requestID?.isBlank == false ? requestID : nil
        )
        return model
    }

    // MARK: Models

    private func order(
        _ service: Service,
        typed: ParameterSet,
        by customer: CustomerOperations,
        requestID: String? = nil
    ) async throws -> NewOrderModel.Order {
        var order = try await quoted(service, typed: typed, by: customer, requestID: requestID)
        order.isStarred = try await customer.favourites().contains(service.id)
        return order
    }

    /// What changes while somebody types.
    private func quoted(
        _ service: Service,
        typed: ParameterSet,
        by customer: CustomerOperations,
        requestID: String? = nil
    ) async throws -> NewOrderModel.Order {
        NewOrderModel.Order(
            service: service,
            rate: customer.customer.rate(of: service),
            typed: typed,
            quote: try await customer.price(typed),
            times: try await usualTimes.current()[service.id],
            requestID: requestID ?? SecretToken().text
        )
    }

    /// What is looked for, without a list of what is found.
    private func finder(_ query: FormFields, _ customer: CustomerOperations) -> ServiceFinder {
        let services = offered.services(of: customer.catalogue)
        let platform = Platform(rawValue: query["platform"])
        let category = query["category"].isEmpty ? nil : query["category"]
        let most = platform == nil ? ServiceFinder.fewCategories : ServiceFinder.mostCategories
        var categories = Array(services.categories(of: platform).prefix(most))
        if let category, !categories.contains(category) { categories.append(category) }
        return ServiceFinder(
            text: query["q"],
            platform: platform,
            category: category,
            platforms: services.platforms,
            categories: categories
        )
    }

    /// Lists what is found.
    ///
    /// - Parameter from: How many are passed over; less than none, and more than there are, is as many as can be.
    private func list(
        from: Int = 0,
        in finder: inout ServiceFinder,
        _ visit: Visit,
        _ customer: CustomerOperations
    ) async throws {
        let wanted = OfferedServices.Wanted(text: finder.text, platform: finder.platform, category: finder.category)
        let all = offered.services(of: customer.catalogue).find(wanted)
        let found = try await starred(in: all, of: customer)
        let from = max(0, min(from, found.entries.count))
        let end = from + ServiceFinder.longestList
        finder.rows = rows(found, from..<end, visit, customer)
        finder.next = found.entries.count > end ? end : nil
    }

    /// Services of which those that the customer has starred come first.
    private struct Found {
        let entries: [OfferedServices.Entry]
        let starred: Int
    }

    private func starred(in found: [OfferedServices.Entry], of customer: CustomerOperations) async throws -> Found {
        let favourites = Set(try await customer.favourites())
        let starred = found.filter { favourites.contains($0.service.id) }
        let others = starred.isEmpty ? found : found.filter { !favourites.contains($0.service.id) }
        return Found(entries: starred + others, starred: starred.count)
    }

    private func rows(
        _ found: Found,
        _ range: Range<Int>,
        _ visit: Visit,
        _ customer: CustomerOperations
    ) -> [ServiceFinder.Row] {
        let frame = frame(visit, here: .newOrder)
        return range.clamped(to: found.entries.indices).map { place in
            let entry = found.entries[place]
            let rate = customer.customer.rate(of: entry.service)
            return ServiceFinder.Row(
                id: entry.service.id,
                name: entry.service.name,
                rate: OrderWords.rate(rate, of: entry.service, in: frame),
                isStarred: place < found.starred
            )
        }
    }
}

extension NewOrderModel.Refusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .refused(.accountSuspended): .forbidden
        case .refused: .unprocessableContent
        case .costsMore: .conflict
        }
    }
}

extension ServiceFinder {
    /// Whether a service is one of those that are looked at: who changes the platform looks for another one.
    fileprivate func accepts(_ service: Service) -> Bool {
        (platform == nil || platform == Platform(of: service)) && (category == nil || category == service.category)
    }
}

extension ParameterSet {
    /// What was typed of an order; what was left empty was not. A number may be typed as pages write it.
    init(typed fields: FormFields) {
        self.init { fields[$0] }
    }

    /// - Parameter typed: What was typed into the field of a name.
    init(typed: (String) -> String) {
        self.init(
            ParameterName.ofOrder.compactMap { name in
                let value = typed(name.rawValue)
                guard !value.isBlank else { return nil }
                return Entry(name, name.isNumber ? WholeNumber.withoutSeparators(value) : value)
            }
        )
    }

    /// What the form of a service has a field for: an address may say more, as that of another service's order.
    fileprivate func withFields(of service: Service) -> ParameterSet {
        let names = OrderFieldSet(of: service, typed: self).all + [.service]
        // Where posts are ordered, a quantity is their number.
        let isQuantity = service.type.quantitySource == .posts
        return ParameterSet(entries.filter { names.contains($0.name) || (isQuantity && $0.name == .quantity) })
    }

    func service(in catalogue: Catalogue) -> Service? {
        text(.service).flatMap { ServiceID($0.trimmedASCII) }.flatMap { catalogue[$0] }
    }
}
