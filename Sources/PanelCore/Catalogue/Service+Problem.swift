extension Service {
    /// Why a service can not be sold.
    package enum Problem: Hashable, Sendable {
        /// The name or the category is blank, longer than ``Service/longestName``, or has control characters.
        case name
        case category
        case negativeRate
        /// The provider's rate with the markup on it does not fit.
        case rateTooLarge
        case minimumBelowOne
        case maximumBelowMinimum
        /// Only subscriptions have a ``Service/subscriptionRate``.
        case subscriptionRateOfOtherType
        /// Only what ``Service/countsPieces`` has a ``Service/maximumPosts``.
        case maximumPostsWithoutPieces
        case maximumPostsOutOfRange
        case descriptionTooLong
        case refillDaysOutOfRange
        case refillAfterHoursOutOfRange
        case tooManyRoutes
        /// Two routes lead to the same destination.
        case repeatedRoute
    }

    /// What is wrong with it first, or `nil` when it can be sold.
    package var problem: Problem? {
        if !Service.isLine(name) { return .name }
        if !Service.isLine(category) { return .category }
        if rate.isNegative { return .negativeRate }
        if minimum < 1 { return .minimumBelowOne }
        if maximum < minimum { return .maximumBelowMinimum }
        if subscriptionRate != .post, type != .subscriptions { return .subscriptionRateOfOtherType }
        if let maximumPosts {
            if !countsPieces { return .maximumPostsWithoutPieces }
            if !SubscriptionRate.postsRange.contains(maximumPosts) { return .maximumPostsOutOfRange }
        }
        if let description, description.utf8.count > Service.longestDescription { return .descriptionTooLong }
        if !(0...Service.longestRefillDays).contains(refillDays) { return .refillDaysOutOfRange }
        if !(0...Service.longestRefillDays * 24).contains(refillAfterHours) { return .refillAfterHoursOutOfRange }
        if routes.count > Service.mostRoutes { return .tooManyRoutes }
        if Set(routes.map(\.target)).count < routes.count { return .repeatedRoute }
        return nil
    }

    private static func isLine(_ text: String) -> Bool {
        !text.isBlank && text.utf8.count <= Service.longestName && !text.hasControlCharacters()
    }
}
