/// An account together with the prices that it pays.
package struct Customer: Sendable {
    package let account: Account
    /// Prices agreed with this customer alone. They come before the discount.
    package let ownRates: [ServiceID: Money]

    package init(account: Account, ownRates: [ServiceID: Money]) {
        self.account = account
        self.ownRates = ownRates
    }

    /// What ``ServiceType/rateUnit`` pieces of `service` cost this customer: the own rate, else the list price
    /// less the discount.
    package func rate(of service: Service) -> Money {
        ownRates[service.id] ?? account.discount.applied(to: service.rate)
    }
}
