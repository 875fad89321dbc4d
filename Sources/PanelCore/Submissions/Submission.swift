/// One order to be made at a provider, on behalf of an order of this panel: the whole of it, or one run of its
/// drip-feed.
package struct Submission: Sendable, Equatable {
    package let key: SubmissionKey
    package let service: ServiceID
    /// What this part of the order is to deliver.
    package let quantity: Int64
    package let createdAt: Timestamp

    package internal(set) var state: State
    /// When something is to be done next: sending it while it is queued, looking for evidence while it is uncertain,
    /// asking to cancel it while the provider has it. While it is being sent: when it is given up for lost, by the clock
    /// of the server that sends it (``LeasedAttempt``). ``dueFrom`` is what counts.
    package internal(set) var dueAt: Timestamp
    /// How often it was sent, or tried to be. An answer counts only for the attempt with this number.
    package internal(set) var attempt: Int64
    /// How many attempts in a row came to nothing; of what a provider has, how many requests to cancel it.
    package internal(set) var failures: Int64
    /// Whether an attempt before the current one may have made an order. What is in doubt goes to no other provider,
    /// and is not given back, before there is proof. Of what a person gave up all the same: whether it may be at the
    /// provider, as an order that no submission has.
    package internal(set) var isInDoubt: Bool
    /// The highest id that the provider had given out before the first attempt that is in doubt: what that attempt
    /// made has a higher one, where ids are numbers.
    package internal(set) var floor: Int64?
    /// Where it goes, or went.
    package internal(set) var destination: Destination?
    /// What the destination is to make one order of, in however many attempts; another destination gets another one.
    /// What has none is sent without, and is looked for as where no keys are taken.
    package internal(set) var idempotencyKey: IdempotencyKey?
    /// Since when the destination may know the key: the moment of the first attempt with it.
    package internal(set) var keySentAt: Timestamp?
    package internal(set) var upstreamID: UpstreamID?
    /// What the provider said last.
    package internal(set) var report: UpstreamReport?
    /// What the provider had to take for it, as far as that was known when it was last sent.
    package internal(set) var expectedCost: Money?
    /// How many reports took back what the one before them had said, since the provider took it or staff last looked.
    package internal(set) var reversals: Int64
    /// What the provider took for it, as it is booked, and how many transfers booked it.
    package internal(set) var cost: Money
    package internal(set) var costCount: Int64
    /// How it ended.
    package internal(set) var outcome: OrderStatus?
    package internal(set) var cancel: CancelRequest
    /// Whether the provider is asked how it goes.
    package internal(set) var isWatched: Bool
    /// Why a person has to look at it; empty while nobody has to.
    package internal(set) var attention: [Attention]
    package internal(set) var updatedAt: Timestamp

    /// Where a submission is on its way to a provider.
    package enum State: Int64, Sendable, CaseIterable {
        /// It waits to be sent.
        case queued = 1
        /// An attempt is under way. Committed before its first byte is sent.
        case submitting = 2
        /// The last attempt may have made an order or not.
        case uncertain = 3
        /// A person has to find out.
        case held = 4
        /// The operator's own people deliver it.
        case staff = 5
        /// The provider has it.
        case accepted = 6
        /// Nobody will deliver it.
        case rejected = 7

        /// The name that staff see.
        package var identifier: String {
            switch self {
            case .queued: "queued"
            case .submitting: "submitting"
            case .uncertain: "uncertain"
            case .held: "held"
            case .staff: "staff"
            case .accepted: "accepted"
            case .rejected: "rejected"
            }
        }
    }

    /// A route, as it was when the submission took it.
    package struct Destination: Sendable, Equatable {
        package let provider: ProviderID
        package let service: UpstreamID
        /// Its place in the list of the service's routes.
        package let position: Int64
        package let relaysDripFeed: Bool

        package init(provider: ProviderID, service: UpstreamID, position: Int64, relaysDripFeed: Bool) {
            self.provider = provider
            self.service = service
            self.position = position
            self.relaysDripFeed = relaysDripFeed
        }
    }

    /// How far a customer's wish to cancel has come.
    package enum CancelRequest: Int64, Sendable {
        case none = 0
        /// The provider has still to be told.
        case wanted = 1
        /// The provider took the request; the outcome shows in its status.
        case taken = 2
        /// The provider does not cancel it.
        case refused = 3
    }

    package init(
        key: SubmissionKey,
        service: ServiceID,
        quantity: Int64,
        createdAt: Timestamp,
        state: State = .queued,
        dueAt: Timestamp,
        attempt: Int64 = 0,
        failures: Int64 = 0,
        isInDoubt: Bool = false,
        floor: Int64? = nil,
        destination: Destination?,
        idempotencyKey: IdempotencyKey? = nil,
        keySentAt: Timestamp? = nil,
        upstreamID: UpstreamID? = nil,
        report: UpstreamReport? = nil,
        expectedCost: Money? = nil,
        reversals: Int64 = 0,
        cost: Money = .zero,
        costCount: Int64 = 0,
        outcome: OrderStatus? = nil,
        cancel: CancelRequest = .none,
        isWatched: Bool = false,
        attention: [Attention] = [],
        updatedAt: Timestamp? = nil
    ) {
        self.key = key
        self.service = service
        self.quantity = quantity
        self.createdAt = createdAt
        self.state = state
        self.dueAt = dueAt
        self.attempt = attempt
        self.failures = failures
        self.isInDoubt = isInDoubt
        self.floor = floor
        self.destination = destination
        self.idempotencyKey = idempotencyKey
        self.keySentAt = keySentAt
        self.upstreamID = upstreamID
        self.report = report
        self.expectedCost = expectedCost
        self.reversals = reversals
        self.cost = cost
        self.costCount = costCount
        self.outcome = outcome
        self.cancel = cancel
        self.isWatched = isWatched
        self.attention = attention
        self.updatedAt = updatedAt ?? createdAt
    }

    /// The order that a provider made of it.
    package var upstreamOrder: UpstreamOrderKey? {
        guard let destination, let upstreamID else { return nil }
        return UpstreamOrderKey(provider: destination.provider, id: upstreamID)
    }

    /// Whether a person could decide about it now.
    package var waitsForPerson: Bool {
        state == .held || state == .uncertain || !attention.isEmpty
    }

    /// Whether a provider has it, may have it, or will get it: only then is it not for staff to update.
    package var isWithProvider: Bool {
        switch state {
        case .queued, .submitting, .uncertain, .held: true
        case .accepted: outcome == nil
        case .staff, .rejected: false
        }
    }
}

/// Names a submission: an order, and which of its runs (from 1; 1 also for an order without runs).
package struct SubmissionKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let order: OrderID
    package let run: Int64

    package init(order: OrderID, run: Int64) {
        self.order = order
        self.run = run
    }

    /// The whole of an order, or its first run.
    package static func first(of order: OrderID) -> SubmissionKey {
        SubmissionKey(order: order, run: 1)
    }

    package static func < (left: SubmissionKey, right: SubmissionKey) -> Bool {
        (left.order, left.run) < (right.order, right.run)
    }

    /// `42.1`
    package var description: String { "\(order).\(run)" }
}

extension Submission {
    /// The `run`th part of an order, on its way to where `destination` says.
    package init(
        run: Int64,
        of order: Order,
        to destination: Destination,
        with idempotencyKey: IdempotencyKey?,
        dueAt: Timestamp
    ) {
        self.init(
            key: SubmissionKey(order: order.id, run: run),
            service: order.service,
            // A provider that makes the runs itself has all of them.
            quantity: destination.relaysDripFeed ? order.quantity : order.quantityPerRun,
            createdAt: dueAt,
            dueAt: dueAt,
            destination: destination,
            idempotencyKey: idempotencyKey
        )
    }
}

extension Submission.Destination {
    /// `nil` for a route that leads to staff.
    package init?(position: Int, route: Route) {
        guard case .provider(let provider, let service) = route.target else { return nil }
        self.init(
            provider: provider,
            service: service,
            position: Int64(position),
            relaysDripFeed: route.relaysDripFeed
        )
    }
}
