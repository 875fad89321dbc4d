/// A part of a provider's catalogue that can not be sold here.
package enum SkippedListing: Error, Hashable, Sendable {
    /// A service whose id can not stand in a list of ids.
    case unusableID(KeptText)
    case unknownType(UpstreamID, name: KeptText, type: KeptText)
    /// Its least is more than its most.
    case nothingBetween(UpstreamID, name: KeptText, minimum: Int64, maximum: Int64)
    case unknownSubscriptionRate(UpstreamID, name: KeptText, rate: KeptText)
    /// So many rows of which nothing can be read.
    case unreadable(Int)
}
