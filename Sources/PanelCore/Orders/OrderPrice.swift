/// What an order costs, and what that is made of.
package struct OrderPrice: Sendable, Equatable {
    package let service: ServiceID
    /// The charged quantity: all runs of a drip-feed together; posts of a subscription.
    package let quantity: Int64
    package let dripFeed: DripFeed?
    /// What each post of a subscription gets at most, where that was said.
    package let piecesPerPost: Int64?
    /// What a rate unit costs this customer.
    package let rate: Money
    package let charge: Money

    /// Prices what a customer asks for as far as its price is known, though it may not be complete yet: nothing is
    /// looked at that costs nothing, such as the link.
    ///
    /// - Parameter sent: The parameters of an `add`.
    /// - Throws: ``APIRefusal``, the first that applies: service, quantity, drip-feed, pieces of a post, charge.
    package init(_ sent: ParameterSet, customer: Customer, catalogue: Catalogue) throws(APIRefusal) {
        guard let service = sent.text(.service).flatMap(ServiceID.init).flatMap({ catalogue[$0] }), service.isOffered
        else { throw .incorrectService }
        var form = OrderForm(sent, service: service)
        let quantityPerRun = try form.quantity()
        let dripFeed = try form.dripFeed()
        if service.type == .subscriptions { try form.takePiecesPerPost() }
        try self.init(
            of: service,
            quantityPerRun: quantityPerRun,
            dripFeed: dripFeed,
            piecesPerPost: form.taken.piecesPerPost,
            for: customer
        )
    }

    /// The price of what was read already.
    ///
    /// - Throws: ``APIRefusal/quantityAboveMaximum(_:)`` for a quantity or a charge that does not fit.
    init(
        of service: Service,
        quantityPerRun: Int64,
        dripFeed: DripFeed?,
        piecesPerPost: Int64?,
        for customer: Customer
    ) throws(APIRefusal) {
        let (total, overflow) = quantityPerRun.multipliedReportingOverflow(by: dripFeed?.runs ?? 1)
        let rate = customer.rate(of: service)
        guard !overflow, let charge = service.price(of: total, piecesPerPost: piecesPerPost, at: rate) else {
            throw .quantityAboveMaximum(service.maximum)
        }
        self.service = service.id
        quantity = total
        self.dripFeed = dripFeed
        self.piecesPerPost = piecesPerPost
        self.rate = rate
        self.charge = charge
    }
}
