/// Why staff can not do something with a refill.
package enum RefillRefusal: Error, Hashable, Sendable {
    case unknown(RefillID)
    case illegalTransition(from: RefillStatus, to: RefillStatus)
    /// Nothing about it is for staff to find out at its provider.
    case isNotUnclear(RefillID)
}
