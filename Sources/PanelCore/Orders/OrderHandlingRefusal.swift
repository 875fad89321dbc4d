/// Why staff can not do something with an order.
package enum OrderHandlingRefusal: Error, Hashable, Sendable {
    case unknown(OrderID)
    /// What they say of it can not be taken in.
    case outcome(OutcomeRefusal)
    /// It is with a provider, or on its way there.
    case isRelayed(OrderID)
    /// It was never meant for a provider.
    case hasNoProvider(OrderID)
    case attemptIsUnderWay(OrderID)
    /// No provider has said anything of it that could count.
    case nothingToAccept(OrderID)
    case costCanNotBeBooked(Money)
    /// It has an outcome, or its provider has it.
    case isNotToBeSent(OrderID)
    case upstreamOrderIsTaken(UpstreamID, by: OrderID)
}
