/// Brings the services that a provider delivers to what its catalogue says now, and makes those that are new here
/// when that is asked for.
package struct SyncCatalogue: StaffCommand {
    package let provider: ProviderID
    /// The provider's whole catalogue: what is not in it is gone.
    package let listings: [UpstreamListing]
    /// How to make services that are new here; `nil` leaves them alone.
    package let creation: Creation?
    /// Whether a catalogue of which nothing can be sold is meant. Far more often it is a provider's fault.
    package let allowsEmpty: Bool
    /// Whether it is only to be found out what would change.
    package let isRehearsal: Bool
    package let now: Timestamp

    /// What services that are made get.
    package struct Creation: Sendable, Equatable {
        /// What is added to the cost, in hundredths of a percent.
        package let markup: Int64
        /// The category that all of them go into; `nil` keeps the provider's.
        package let category: String?

        package init(markup: Int64, category: String?) {
            self.markup = markup
            self.category = category
        }
    }

    /// What changed, service by service.
    package struct Outcome: Sendable, Equatable {
        package var created = 0
        package var updated = 0
        package var unchanged = 0
        package var disabled = 0
        /// What changed of each service that did.
        package var changes: [ServiceChange] = []
    }

    package typealias Refusal = StaffRefusal

    package init(
        provider: ProviderID,
        listings: [UpstreamListing],
        creation: Creation?,
        allowsEmpty: Bool = false,
        isRehearsal: Bool = false,
        now: Timestamp
    ) {
        self.provider = provider
        self.allowsEmpty = allowsEmpty
        self.isRehearsal = isRehearsal
        self.listings = listings
        self.creation = creation
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .manageCatalogue }
    package var action: AuditAction { "sync_catalogue" }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.loadAll(Provider.self)
        reads.servicesOfProviders.insert(provider)
        reads.catalogueEnd = true
    }

    package func execute(in scope: inout Scope) throws(StaffRefusal) -> Outcome {
        // What a rehearsal changes is written into a copy that nobody keeps.
        var rehearsal = scope
        return try isRehearsal ? carryOut(in: &rehearsal) : carryOut(in: &scope)
    }

    private func carryOut(in scope: inout Scope) throws(StaffRefusal) -> Outcome {
        guard let provider = scope[Provider.self, provider], provider.removedAt == nil else {
            throw .provider(.unknown(.id(self.provider)))
        }
        guard allowsEmpty || !listings.isEmpty else { throw .provider(.emptyCatalogue(provider.name)) }
        let known = scope.services(of: provider.id)
        var outcome = Outcome()
        let byID = Dictionary(listings.map { ($0.service, $0) }) { first, _ in first }
        for service in known { update(service, from: byID, &outcome, in: &scope) }
        if let creation {
            do throws(CatalogueRefusal) {
                try create(creation, besides: known, &outcome, in: &scope)
            } catch {
                throw .catalogue(error)
            }
        }
        return outcome
    }

    // MARK: Known services

    private func update(
        _ service: Service,
        from listings: [UpstreamID: UpstreamListing],
        _ outcome: inout Outcome,
        in scope: inout Scope
    ) {
        var changed = service
        for index in changed.routes.indices {
            guard case .provider(provider, let upstream) = changed.routes[index].target else { continue }
            if let listing = listings[upstream], listing.type == service.type, changed.canFollow(listing, at: index) {
                changed.follow(listing, at: index)
            } else {
                changed.routes[index].availability = .gone
            }
        }
        guard changed != service else {
            outcome.unchanged += 1
            return
        }
        if service.isOffered, !changed.isOffered { outcome.disabled += 1 } else { outcome.updated += 1 }
        outcome.changes.append(ServiceChange(from: service, to: changed))
        scope.update(changed)
    }

    // MARK: New services

    private func create(
        _ creation: Creation,
        besides known: [Service],
        _ outcome: inout Outcome,
        in scope: inout Scope
    ) throws(CatalogueRefusal) {
        let routed = Set(known.flatMap { $0.routes.map(\.target) })
        var id = scope.lastServiceID
        var position = scope.lastServicePosition
        var seen: Set<UpstreamID> = []
        for listing in listings where !routed.contains(.provider(provider, service: listing.service)) {
            guard seen.insert(listing.service).inserted else { continue }
            id += 1
            position += 1
            let policy = PricePolicy.keepMarkup(basisPoints: creation.markup)
            guard let rate = policy.rate(for: listing.rate) else {
                throw .incorrectService(ServiceID(rawValue: id), .rateTooLarge)
            }
            let service = Service(
                listing,
                id: ServiceID(rawValue: id),
                position: position,
                category: creation.category ?? listing.category,
                rate: rate,
                route: Route(
                    target: .provider(provider, service: listing.service),
                    policy: policy,
                    cost: listing.rate
                )
            )
            if let problem = service.problem {
                throw .incorrectService(service.id, listing: listing.name, problem)
            }
            scope.insert(service)
            outcome.created += 1
            outcome.changes.append(ServiceChange(new: service, cost: listing.rate))
        }
    }
}

extension Service {
    fileprivate init(
        _ listing: UpstreamListing,
        id: ServiceID,
        position: Int64,
        category: String,
        rate: Money,
        route: Route
    ) {
        self.init(
            id: id,
            position: position,
            name: listing.name,
            type: listing.type,
            category: category,
            rate: rate,
            minimum: listing.minimum,
            maximum: listing.maximum,
            subscriptionRate: listing.subscriptionRate,
            maximumPosts: listing.maximumPosts,
            description: listing.description,
            offersRefill: listing.offersRefill,
            offersCancel: listing.offersCancel,
            offersDripFeed: listing.offersDripFeed,
            routes: [route]
        )
    }

    /// Whether the provider's price of a subscription is one of what customers pay for, or customers pay for what the
    /// provider does, because their rate follows. Prices of different things do not compare.
    fileprivate func canFollow(_ listing: UpstreamListing, at index: Int) -> Bool {
        if listing.subscriptionRate == subscriptionRate { return true }
        guard index == 0, case .keepMarkup = routes[index].policy else { return false }
        return true
    }

    /// Takes in what the provider of the route at `index` says now, as the route's policy wants it.
    ///
    /// The first route decides what customers see; the others only have to cost less than what customers pay.
    fileprivate mutating func follow(_ listing: UpstreamListing, at index: Int) {
        let costChanged = routes[index].cost.map { $0 != listing.rate } ?? false
        let wasGone = routes[index].availability == .gone
        routes[index].cost = listing.rate
        routes[index].availability = .available
        if index == 0 {
            minimum = listing.minimum
            maximum = listing.maximum
            if wasGone || routes[index].policy != .keepRate {
                offersRefill = listing.offersRefill
                offersCancel = listing.offersCancel
            }
            switch routes[index].policy {
            case .keepMarkup:
                rate = routes[index].policy.rate(for: listing.rate) ?? rate
                sellSubscriptions(as: listing)
            case .disable where costChanged: isEnabled = false
            case .disable, .keepRate: break
            }
        }
        weighRoute(at: index)
    }

    /// Has customers pay for what the first route's provider is paid for.
    private mutating func sellSubscriptions(as listing: UpstreamListing) {
        guard listing.subscriptionRate != subscriptionRate else { return }
        subscriptionRate = listing.subscriptionRate
        maximumPosts = listing.maximumPosts
        forgetCosts(exceptAt: 0)
    }
}
