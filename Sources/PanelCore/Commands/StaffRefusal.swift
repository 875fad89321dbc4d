/// Why something that staff asked for is refused. `PanelWords` has the sentence that they read.
package enum StaffRefusal: Error, Hashable, Sendable {
    /// Whoever asked for it may not do that.
    case notAllowed(Permission)
    case unknownOrder(OrderID)
    case unknownRefill(RefillID)
    case unknownAccount(AccountName)
    case unknownService(ServiceID)
    case unknownLinkRule(LinkRuleID)
    case accountExists(AccountName)

    /// What they say of an order can not be taken in.
    case outcome(OutcomeRefusal)
    case illegalRefillTransition(from: RefillStatus, to: RefillStatus)

    case zeroAmount
    /// The reference belongs to a credit of another account or amount.
    case referenceReused(String)
    case insufficientBalance(balance: Money)
    case balanceTooLarge
    /// A row of an import cannot be sold.
    case incorrectService(ServiceID, String)
    case duplicateService(ServiceID)

    /// The setting can not have that value.
    case incorrectSetting(SettingName)
    /// There are orders, with which the setting stays as it is.
    case settingIsFixed(SettingName)
    case unknownProvider(String)
    case providerExists(ProviderName)
    case incorrectProvider(String)
    /// Nothing that the provider says it sells can be sold here.
    case emptyCatalogue(ProviderName)
    /// The provider charges in another currency than the panel sells in.
    case otherCurrency(ProviderName, theirs: String, ours: String)
    /// The provider has orders without an outcome.
    case providerHasOpenOrders(ProviderName, Int64)
    /// The order is with a provider, or on its way there.
    case orderIsRelayed(OrderID)
    /// The order was never meant for a provider.
    case orderHasNoProvider(OrderID)
    case attemptIsUnderWay(OrderID)
    /// No provider has said anything of the order that could count.
    case nothingToAccept(OrderID)
    case costCanNotBeBooked(Money)
    case providerHasOrder(OrderID)
    case upstreamOrderIsTaken(String, by: OrderID)
    /// Nothing about the refill is for staff to find out at its provider.
    case refillIsNotUnclear(RefillID)
}
