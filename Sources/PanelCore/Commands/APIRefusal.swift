/// Why a request of the API v2 is refused. `PanelWire` words each case for both response profiles.
package enum APIRefusal: Error, Hashable, Sendable {
    /// The key is missing, unknown or revoked.
    case invalidKey
    case accountSuspended
    /// The action is missing or unknown, the body is unreadable, or a parameter came twice.
    case incorrectRequest
    /// More than ``IDList/maximum`` ids in one list.
    case tooManyIDs

    /// The service is missing, unknown or disabled.
    case incorrectService
    /// The link is missing, or not what the service takes.
    case incorrectLink
    /// The operator refuses orders for this link.
    case linkNotAllowed
    /// An unfinished order has this service and link, and the service allows one at a time.
    case duplicateLink
    /// The quantity is missing, no whole number, or below the minimum named here.
    case quantityBelowMinimum(Int64)
    case quantityAboveMaximum(Int64)
    case commentsRequired
    /// A parameter without an error of its own is missing or malformed.
    case incorrectParameter(ParameterName)
    case dripFeedUnavailable
    case insufficientBalance
    /// The `request_id` belongs to an order with other parameters.
    case requestIDReused

    case unknownOrder
    case cancelUnavailable
    case refillUnavailable
    case unknownRefill
}
