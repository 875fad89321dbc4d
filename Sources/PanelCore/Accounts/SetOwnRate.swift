/// Agrees a price with one account for one service, or takes the agreement back.
package struct SetOwnRate: StaffCommand {
    package let name: AccountName
    package let account: AccountID
    package let service: ServiceID
    /// Not negative; `nil` goes back to the list price.
    package let rate: Money?

    package init(name: AccountName, account: AccountID, service: ServiceID, rate: Money?) {
        self.name = name
        self.account = account
        self.service = service
        self.rate = rate
    }

    package func permission(in scope: Scope) -> Permission { .setPrices }
    package var action: AuditAction { "set_rate" }

    package func declareReads(in reads: inout ReadSet) {
        reads.change(account)
        reads.load(Account.self, account)
        reads.load(Service.self, service)
        reads.load(OwnRate.self, key)
    }

    package func execute(in scope: inout Scope) throws(StaffRefusal) -> Account {
        guard let account = scope[Account.self, account] else { throw .account(.unknown(name)) }
        guard scope[Service.self, service] != nil else { throw .catalogue(.unknownService(service)) }
        if let rate, rate.isNegative { throw .catalogue(.incorrectService(service, .negativeRate)) }
        switch (scope[OwnRate.self, key], rate) {
        case (nil, let rate?): scope.insert(OwnRate(key: key, rate: rate))
        case (_?, let rate?): scope.update(OwnRate(key: key, rate: rate))
        case (_?, nil): scope.delete(OwnRate.self, key)
        case (nil, nil): break
        }
        return account
    }

    private var key: OwnRate.Key { OwnRate.Key(account: account, service: service) }
}
