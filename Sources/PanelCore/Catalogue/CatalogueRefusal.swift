/// Why staff can not change the catalogue.
package enum CatalogueRefusal: Error, Hashable, Sendable {
    case unknownService(ServiceID)
    case unknownLinkRule(LinkRuleID)
    /// A service can not be sold as it would be.
    ///
    /// - Parameter listing: What a provider calls the service that would be made of it.
    case incorrectService(ServiceID, listing: String? = nil, Service.Problem)
    /// An import names a service twice.
    case duplicateService(ServiceID)
}
