/// Why staff can not do something with a provider.
package enum ProviderRefusal: Error, Hashable, Sendable {
    /// It was removed, or never was.
    case unknown(Reference)
    case exists(ProviderName)
    case incorrectTerms(ProviderTerms.Problem)
    /// Nothing that the provider says it sells can be sold here.
    case emptyCatalogue(ProviderName)
    /// The provider charges in another currency than the panel sells in.
    case otherCurrency(ProviderName, theirs: String, ours: String)
    /// So many of its orders and refills have no outcome.
    case hasOpenOrders(ProviderName, Int64)

    /// By what it was asked for.
    package enum Reference: Hashable, Sendable {
        case name(String)
        case id(ProviderID)
    }
}
