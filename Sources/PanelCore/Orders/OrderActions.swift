/// Whether a customer can have an order canceled now: the one rule, which the command follows and pages show.
package enum CancelAvailability: Sendable, Equatable {
    case available
    /// It was asked for already; to ask again changes nothing.
    case requested
    case unavailable
}

/// Whether a customer can have an order refilled now: the one rule, which the command follows and pages show.
package enum RefillAvailability: Sendable, Equatable {
    /// - Parameter until: The last moment at which it can be asked for.
    case available(until: Timestamp)
    /// Not before `from`.
    case notYet(from: Timestamp, until: Timestamp)
    /// One was asked for and has no outcome yet.
    case underWay
    /// Not any more since `since`.
    case over(since: Timestamp)
    /// The service does not offer it, or the order has no outcome of which something could be lost.
    case unavailable
}

extension Order {
    /// Whether its customer can have it canceled.
    ///
    /// - Parameter service: Its service as it is in the catalogue; `nil` when that has none.
    package func cancelAvailability(_ service: Service?) -> CancelAvailability {
        guard cancelRequestedAt == nil else { return .requested }
        guard let service, service.offersCancel, !status.isFinal else { return .unavailable }
        return .available
    }

    /// Whether its customer can have it refilled.
    ///
    /// - Parameters:
    ///   - service: Its service as it is in the catalogue; `nil` when that has none.
    ///   - hasOpenRefill: Whether a refill of it has no outcome yet.
    package func refillAvailability(
        _ service: Service?,
        hasOpenRefill: Bool,
        at now: Timestamp
    ) -> RefillAvailability {
        guard let service, service.offersRefill, status == .completed || status == .partial, let finishedAt else {
            return .unavailable
        }
        let from = finishedAt.adding(hours: service.refillAfterHours)
        let until = finishedAt.adding(days: service.refillDays)
        guard !hasOpenRefill else { return .underWay }
        guard now <= until else { return .over(since: until) }
        guard now >= from else { return from <= until ? .notYet(from: from, until: until) : .unavailable }
        return .available(until: until)
    }

    /// How much of ``quantity`` was delivered, as far as it is known.
    package var delivered: Int64? {
        switch (remains, status) {
        case (let remains?, _): max(0, quantity - remains)
        case (nil, .completed): quantity
        case (nil, .canceled): 0
        case (nil, _): nil
        }
    }

    /// What a form for the same order begins with: the service, the link and all that was sent with it.
    ///
    /// - Parameter parameters: What is kept of it besides (`OrderRecord/parameters`).
    package func fields(with parameters: [ParameterSet.Entry]) -> [ParameterSet.Entry] {
        var fields: [ParameterSet.Entry] = [.init(.service, service.description), .init(.link, link)]
        if type.quantitySource == .quantity { fields.append(.init(.quantity, String(quantityPerRun))) }
        if let dripFeed {
            fields.append(.init(.runs, String(dripFeed.runs)))
            fields.append(.init(.interval, String(dripFeed.interval)))
        }
        return fields + parameters.filter { entry in !fields.contains { $0.name == entry.name } }
    }
}

/// What a customer can have done with an order.
package struct OrderActions: Sendable, Equatable {
    package let cancel: CancelAvailability
    package let refill: RefillAvailability
    /// Whether its service takes orders.
    package let canReorder: Bool

    /// - Parameters:
    ///   - service: Its service as it is in the catalogue; `nil` when that has none.
    ///   - hasOpenRefill: Whether a refill of it has no outcome yet.
    package init(of order: Order, _ service: Service?, hasOpenRefill: Bool, at now: Timestamp) {
        cancel = order.cancelAvailability(service)
        refill = order.refillAvailability(service, hasOpenRefill: hasOpenRefill, at: now)
        canReorder = service?.isOffered ?? false
    }

    /// Nothing, as for a customer who is suspended.
    package static let none = OrderActions()

    private init() {
        (cancel, refill, canReorder) = (.unavailable, .unavailable, false)
    }

    package var canRefill: Bool {
        if case .available = refill { true } else { false }
    }
}
