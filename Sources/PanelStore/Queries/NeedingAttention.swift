package import PanelCore

/// Refills, the newest first.
package struct Refills: Listing {
    package typealias Row = Refill

    package let status: RefillStatus?
    package var part: Part

    package init(status: RefillStatus? = nil, _ part: Part) {
        self.status = status
        self.part = part
    }
}

/// The refill with this id; `nil` where there is none.
package struct RefillByID: Query {
    package typealias Answer = Refill?

    package let id: RefillID

    package init(_ id: RefillID) {
        self.id = id
    }
}

/// Submissions that wait for a person, the oldest first.
package struct SubmissionsNeedingAttention: Listing {
    package typealias Row = Submission

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}

/// Open refills about which no provider is asked any more, the oldest first: those that may have been asked for or not,
/// and those of providers that were removed.
package struct RefillsNeedingAttention: Listing {
    package typealias Row = Refill

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}

/// What ``SubmissionsNeedingAttention`` and then ``RefillsNeedingAttention`` list, as one listing.
package struct NeedingAttention: Listing {
    package enum Row: Sendable, Equatable {
        case submission(Submission)
        case refill(Refill)
    }

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}

/// What is stored as ``OrphanOrder`` and that no order here has by now, in the order of providers.
package struct Orphans: Listing {
    package typealias Row = OrphanOrder

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}
