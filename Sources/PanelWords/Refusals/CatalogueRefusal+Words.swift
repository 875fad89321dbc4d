package import PanelCore

extension CatalogueRefusal: Worded {
    package var english: String {
        switch self {
        case .unknownService(let id): "There is no service \(id)."
        case .unknownLinkRule(let id): "There is no rule \(id)."
        case .incorrectService(let id, nil, let problem): "Service \(id): \(problem.english)."
        case .incorrectService(let id, let listing?, let problem): "Service \(id): \(listing): \(problem.english)."
        case .duplicateService(let id): "Service \(id) is in the list twice."
        }
    }

    package var vietnamese: String {
        switch self {
        case .unknownService(let id): "Không có dịch vụ \(id)."
        case .unknownLinkRule(let id): "Không có quy tắc liên kết \(id)."
        case .incorrectService(let id, nil, let problem): "Dịch vụ \(id): \(problem.vietnamese)."
        case .incorrectService(let id, let listing?, let problem): "Dịch vụ \(id): \(listing): \(problem.vietnamese)."
        case .duplicateService(let id): "Dịch vụ \(id) xuất hiện hai lần trong danh sách."
        }
    }
}

/// Half a sentence. The names of fields are those of an import in every language.
extension Service.Problem: Worded {
    package var english: String {
        switch self {
        case .name: "name must have 1 to \(Service.longestName) bytes and no control characters"
        case .category: "category must have 1 to \(Service.longestName) bytes and no control characters"
        case .negativeRate: "rate must not be negative"
        case .rateTooLarge: "the rate does not fit"
        case .minimumBelowOne: "min must be at least 1"
        case .maximumBelowMinimum: "max must not be below min"
        case .subscriptionRateOfOtherType: "subscription_rate is for Subscriptions only"
        case .maximumPostsWithoutPieces: "max_posts is for Subscriptions with the subscription_rate pieces only"
        case .maximumPostsOutOfRange: "max_posts must be from 1 to \(SubscriptionRate.postsRange.upperBound)"
        case .descriptionTooLong: "desc must have at most \(Service.longestDescription) bytes"
        case .refillDaysOutOfRange: "refill_days must be from 0 to \(Service.longestRefillDays)"
        case .refillAfterHoursOutOfRange: "refill_after_hours must be from 0 to \(Service.longestRefillDays * 24)"
        case .tooManyRoutes: "routes must be at most \(Service.mostRoutes)"
        case .repeatedRoute: "routes must not name one destination twice"
        }
    }

    package var vietnamese: String {
        switch self {
        case .name: "name phải có từ 1 đến \(Service.longestName) byte và không có ký tự điều khiển"
        case .category: "category phải có từ 1 đến \(Service.longestName) byte và không có ký tự điều khiển"
        case .negativeRate: "rate không được âm"
        case .rateTooLarge: "giá bán vượt quá mức hệ thống có thể ghi nhận"
        case .minimumBelowOne: "min phải từ 1 trở lên"
        case .maximumBelowMinimum: "max không được nhỏ hơn min"
        case .subscriptionRateOfOtherType: "subscription_rate chỉ dành cho Subscriptions"
        case .maximumPostsWithoutPieces: "max_posts chỉ dành cho Subscriptions có subscription_rate là pieces"
        case .maximumPostsOutOfRange: "max_posts phải từ 1 đến \(SubscriptionRate.postsRange.upperBound)"
        case .descriptionTooLong: "desc có tối đa \(Service.longestDescription) byte"
        case .refillDaysOutOfRange: "refill_days phải từ 0 đến \(Service.longestRefillDays)"
        case .refillAfterHoursOutOfRange: "refill_after_hours phải từ 0 đến \(Service.longestRefillDays * 24)"
        case .tooManyRoutes: "routes có tối đa \(Service.mostRoutes)"
        case .repeatedRoute: "routes không được trùng nơi giao"
        }
    }
}
