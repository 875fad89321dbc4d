/// An account together with the prices that it pays.
package struct Customer: Sendable {
    package let account: Account
    /// Prices agreed with this customer alone. They come before the discount.
    package let ownRates: [ServiceID: Money]

    package init(account: Account, ownRates: [ServiceID: Money]) {
        self.account = account
        self.ownRates = ownRates
    }

    /// What a rate unit of `service` costs this customer: the own rate, else the list price
    /// less the discount.
    package func rate(of service: Service) -> Money {
        rate(of: service.id, listed: service.rate)
    }

    /// As ``rate(of:)``, for whoever knows no more of a service than its list price.
    package func rate(of service: ServiceID, listed: Money) -> Money {
        ownRates[service] ?? account.discount.applied(to: listed)
    }
}
