package import PanelCore

extension Answers {
    /// The value of `error`: a code in the `seed` profile where its API document has codes, else an English text
    /// that client libraries know.
    package static func errorText(for refusal: APIRefusal, profile: ResponseProfile) -> String {
        switch profile {
        case .seed: seedErrorText(for: refusal)
        case .perfectpanel: perfectpanelErrorText(for: refusal)
        }
    }

    private static func seedErrorText(for refusal: APIRefusal) -> String {
        switch refusal {
        case .invalidKey: "Invalid API key"
        case .accountSuspended: "neworder.error.account_banned"
        case .incorrectRequest: "Incorrect request"
        case .tooManyIDs: "Too many IDs, maximum \(IDList.maximum)"
        case .incorrectService: "error.incorrect_service_id"
        case .incorrectLink: "neworder.error.link"
        case .linkNotAllowed: "neworder.error.link_not_allowed"
        case .duplicateLink: "neworder.error.link_duplicate"
        case .quantityBelowMinimum: "neworder.error.min_quantity"
        case .quantityAboveMaximum: "neworder.error.max_quantity"
        case .commentsRequired: "neworder.error.comment"
        case .incorrectParameter(let name): "neworder.error.\(name.rawValue)"
        case .dripFeedUnavailable: "neworder.error.dripfeed"
        case .insufficientBalance: "neworder.error.insufficient_balance"
        case .requestIDReused: "neworder.error.request_id"
        case .unknownOrder: "Incorrect order ID"
        case .cancelUnavailable: "error.cancel_not_available"
        case .refillUnavailable: "error.refill_not_available"
        case .unknownRefill: "Refill not found"
        }
    }

    private static func perfectpanelErrorText(for refusal: APIRefusal) -> String {
        switch refusal {
        case .invalidKey, .accountSuspended: "Invalid API key"
        case .incorrectRequest: "Incorrect request"
        case .tooManyIDs: "Too many IDs, maximum \(IDList.maximum)"
        case .incorrectService: "Incorrect service ID"
        case .incorrectLink: "Bad link"
        case .linkNotAllowed: "Link is not allowed"
        case .duplicateLink:
            "You have active order with this link. Please wait until order being completed."
        case .quantityBelowMinimum(let minimum): "Quantity less than minimal \(minimum)"
        case .quantityAboveMaximum(let maximum): "Quantity more than maximum \(maximum)"
        case .commentsRequired: "Comments are required"
        case .incorrectParameter(let name): "Incorrect \(name.rawValue)"
        case .dripFeedUnavailable: "Drip-feed is not available for this service"
        case .insufficientBalance: "Not enough funds on balance"
        case .requestIDReused: "request_id was used with other parameters"
        case .unknownOrder: "Incorrect order ID"
        case .cancelUnavailable: "Cancel is not available for this order"
        case .refillUnavailable: "Refill is not available for this order"
        case .unknownRefill: "Refill not found"
        }
    }
}
