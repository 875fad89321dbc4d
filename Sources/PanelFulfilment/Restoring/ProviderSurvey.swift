package import PanelCore

/// What was found at a provider after a restore, and how far it was looked.
package struct ProviderSurvey: Sendable {
    package let provider: ProviderID
    package let name: ProviderName
    package let reach: Reach
    /// Its orders that no order here has.
    package let orphans: [OrphanOrder]

    /// How far a provider's newer orders were looked at.
    package enum Reach: Sendable, Equatable {
        /// It lists its newest orders. `isComplete` is whether they reach back to one that is known here.
        case listed(count: Int, isComplete: Bool)
        /// Orders were asked for by their ids.
        case counted(ClosedRange<Int64>, end: End)
        /// Nothing could be looked at.
        case nothing(Obstacle)
    }

    /// Why ids were not looked at any further.
    package enum End: Sendable, Equatable {
        /// The ids behind these are in the list that the provider gave.
        case listBegins
        /// The last ids, as many as one call takes, were none of this panel's orders. Later ones may be, where much is
        /// sold to others.
        case noneForAWhile
        /// So many are looked at and no more.
        case limit
        /// It took too long.
        case time
        /// The provider did not answer.
        case problem(ProviderProblem)
    }

    /// Why nothing could be looked at.
    package enum Obstacle: Sendable, Equatable {
        /// It does not list orders, and none of its ids that count up is known here.
        case noIDs
        /// There was no time for it.
        case time
        /// It can not be called or did not answer.
        case problem(ProviderProblem)
    }

    /// Whether all orders that are newer than what is known here were seen.
    package var isComplete: Bool {
        switch reach {
        case .listed(_, let isComplete): isComplete
        case .counted(_, end: .listBegins): true
        case .counted, .nothing: false
        }
    }
}
