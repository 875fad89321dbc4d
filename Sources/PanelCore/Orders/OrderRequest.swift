/// An order that may be placed: its parameters are complete and within what the service takes.
package struct OrderRequest: Sendable, Equatable {
    package let service: ServiceID
    package let type: ServiceType
    package let link: String
    /// The charged quantity: all runs of a drip-feed together; posts of a subscription.
    package let quantity: Int64
    package let dripFeed: DripFeed?
    /// The parameters that go to whoever delivers, besides link and quantity.
    package let parameters: [ParameterSet.Entry]
    /// What it keeps from others until it is finished, where its service denies duplicates.
    package let guardedLink: ActiveLink?
    /// The route that the order takes first; `nil` for staff.
    package let destination: Submission.Destination?
    package let charge: Money
    /// The catalogue that it was checked and priced with.
    package let version: SettingsVersion
    /// The customer that it was priced for.
    package let customerVersion: AccountsVersion

    /// Checks and prices what a customer asks for.
    ///
    /// - Parameters:
    ///   - sent: The parameters of an `add`.
    ///   - today: The day in UTC, for what must not be in the past.
    /// - Throws: ``APIRefusal``, the first that applies: service, link, the type's parameters, quantity,
    ///   drip-feed, optional parameters, charge.
    package init(
        _ sent: ParameterSet,
        customer: Customer,
        catalogue: Catalogue,
        today: CalendarDay
    ) throws(APIRefusal) {
        guard let id = sent.text(.service).flatMap(ServiceID.init), let service = catalogue[id], service.isOffered
        else { throw .incorrectService }
        self.service = id
        type = service.type
        destination = service.nextRoute(from: 0).flatMap(Submission.Destination.init)
        version = catalogue.version
        customerVersion = customer.version
        var form = OrderForm(sent, service: service)
        link = try form.link(refusedBy: catalogue.linkRules)
        guardedLink = service.deniesDuplicates ? ActiveLink(service: id, link: link) : nil
        try form.takeRequiredParameters()
        let quantityPerRun = try form.quantity()
        dripFeed = try form.dripFeed()
        try form.takeOptionalParameters(today: today)
        parameters = form.taken
        let price = try OrderPrice(
            of: service,
            quantityPerRun: quantityPerRun,
            dripFeed: dripFeed,
            piecesPerPost: parameters.piecesPerPost,
            for: customer
        )
        quantity = price.quantity
        charge = price.charge
    }
}
