/// An account together with the prices that it pays.
package struct Customer: Sendable {
    package let account: Account
    /// Prices agreed with this customer alone. They come before the discount.
    package let ownRates: [ServiceID: Money]
    /// The version of the last change of any of it.
    package let version: AccountsVersion

    package init(account: Account, ownRates: [ServiceID: Money], version: AccountsVersion) {
        self.account = account
        self.ownRates = ownRates
        self.version = version
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
