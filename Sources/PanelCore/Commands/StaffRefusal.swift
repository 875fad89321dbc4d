/// Why something that staff asked for is refused. ``description`` is the sentence they read.
package enum StaffRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case nothingToChange
    case unknownOrder(OrderID)
    case unknownRefill(RefillID)
    case unknownAccount(AccountName)
    case unknownService(ServiceID)
    case unknownLinkRule(LinkRuleID)
    case accountExists(AccountName)

    case illegalTransition(from: OrderStatus, to: OrderStatus)
    case illegalRefillTransition(from: RefillStatus, to: RefillStatus)
    case negativeStartCount
    case remainsOutOfRange(quantity: Int64)
    case partialWithoutRemains(quantity: Int64)
    /// The outcome asks for less than what was refunded already.
    case wouldTakeBack(refunded: Money, due: Money)

    case zeroAmount
    /// The reference belongs to a credit of another account or amount.
    case referenceReused(String)
    case insufficientBalance(balance: Money)
    case balanceTooLarge
    /// A row of an import cannot be sold.
    case incorrectService(ServiceID, String)
    case duplicateService(ServiceID)

    case unknownProvider(String)
    case providerExists(ProviderName)
    case incorrectProvider(String)
    /// Nothing that the provider says it sells can be sold here.
    case emptyCatalogue(ProviderName)
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

    package var description: String {
        switch self {
        case .nothingToChange: "Nothing to change: give a status, a start count or remains."
        case .unknownOrder(let id): "There is no order \(id)."
        case .unknownRefill(let id): "There is no refill \(id)."
        case .unknownAccount(let name): "There is no user \(name)."
        case .unknownService(let id): "There is no service \(id)."
        case .unknownLinkRule(let id): "There is no rule \(id)."
        case .accountExists(let name): "There is a user \(name) already."
        case .illegalTransition(let from, let to):
            "An order that is \(from.identifier) can not become \(to.identifier)."
        case .illegalRefillTransition(let from, let to):
            "A refill that is \(from.identifier) can not become \(to.identifier)."
        case .negativeStartCount: "The start count must not be negative."
        case .remainsOutOfRange(let quantity): "Remains must be from 0 to the order's quantity, \(quantity)."
        case .partialWithoutRemains(let quantity):
            "A partial order needs its remains, from 1 to the order's quantity, \(quantity)."
        case .wouldTakeBack(let refunded, let due):
            "\(refunded) was refunded already, and this outcome gives back only \(due). "
                + "Nothing is taken back from a customer by changing an order."
        case .zeroAmount: "The amount must not be zero."
        case .referenceReused(let reference):
            "The reference \(reference) was used for another user or another amount."
        case .insufficientBalance(let balance): "The balance is only \(balance)."
        case .balanceTooLarge: "The balance would be larger than the panel can count."
        case .incorrectService(let id, let problem): "Service \(id): \(problem)."
        case .duplicateService(let id): "Service \(id) is in the list twice."
        case .unknownProvider(let name): "There is no provider \(name)."
        case .providerExists(let name): "There is a provider \(name) already."
        case .incorrectProvider(let problem): "The provider can not be made: \(problem)."
        case .emptyCatalogue(let name):
            "\(name) names nothing that can be sold here, so all that it delivers would go off sale. "
                + "Nothing was changed. If that is meant, say --allow-empty."
        case .providerHasOpenOrders(let name, let count):
            "\(name) has \(count) orders or refills without an outcome. Pause it, and remove it when they are done."
        case .orderIsRelayed(let id):
            "Order \(id) is with a provider, which says how it goes. To decide yourself: panel order resolve \(id)."
        case .orderHasNoProvider(let id): "Order \(id) is not with a provider. Use: panel order update \(id)."
        case .attemptIsUnderWay(let id): "Order \(id) is being sent at this moment. Try again in a minute."
        case .nothingToAccept(let id): "Nothing that a provider says of order \(id) waits for a decision."
        case .costCanNotBeBooked(let charge):
            "A cost of \(charge) can not be booked. To follow the order without it, link it to the id that it has."
        case .providerHasOrder(let id):
            "Order \(id) is not waiting to be sent: it has an outcome, or its provider has it. "
                + "Sending it again could deliver it twice."
        case .upstreamOrderIsTaken(let upstream, let order):
            "The provider's order \(upstream) is linked to order \(order) already."
        case .refillIsNotUnclear(let id):
            "Refill \(id) is not one that may have been asked for or not. Use: panel refill update \(id)."
        }
    }
}
