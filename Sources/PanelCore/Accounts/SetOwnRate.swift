/// Agrees a price with one account for one service, or takes the agreement back.
package struct SetOwnRate: Command {
    package let name: AccountName
    package let service: ServiceID
    /// Not negative; `nil` goes back to the list price.
    package let rate: Money?

    package init(name: AccountName, service: ServiceID, rate: Money?) {
        self.name = name
        self.service = service
        self.rate = rate
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.accountNames.insert(name)
        reads.services.insert(service)
    }

    package func execute(in scope: inout Scope) throws(StaffRefusal) -> Account {
        guard let account = scope.account(named: name) else { throw .unknownAccount(name) }
        guard scope.service(service) != nil else { throw .unknownService(service) }
        if let rate, rate.isNegative { throw .incorrectService(service, "rate must not be negative") }
        scope.setOwnRate(OwnRate.Key(account: account.id, service: service), rate)
        return account
    }
}
