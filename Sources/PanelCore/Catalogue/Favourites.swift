/// The services that an account has starred.
///
/// One record has all of an account's, so that ``most`` holds whoever stars at the same time, and a page reads one row.
/// Nothing that prices an order depends on it: it outdates nothing that servers keep in memory.
package struct Favourites: Record {
    package static let lockRank = LockRank.accounts

    package let account: AccountID
    /// In the order in which they were starred, each once.
    package private(set) var services: [ServiceID]

    package var key: AccountID { account }

    /// Most services that an account can have starred.
    package static let most = 500

    package init(of account: AccountID, _ services: [ServiceID] = []) {
        self.account = account
        self.services = services
    }

    /// Stars a service, or takes its star away. What is so already stays as it is.
    fileprivate mutating func set(_ service: ServiceID, isOn: Bool) throws(FavouriteRefusal) {
        guard services.contains(service) != isOn else { return }
        guard isOn else { return services.removeAll { $0 == service } }
        guard services.count < Favourites.most else { throw .tooMany }
        services.append(service)
    }
}

/// Why a service can not be starred.
package enum FavouriteRefusal: Error, Hashable, Sendable {
    /// It is none that is offered.
    case unknownService
    /// There are ``Favourites/most`` already.
    case tooMany
}

/// Stars a service for an account, or takes its star away. Doing it again changes nothing.
package struct SetFavourite: Command {
    package let account: AccountID
    package let service: ServiceID
    package let isOn: Bool

    /// - Parameter service: One of the catalogue, which loses no service.
    package init(_ service: ServiceID, of account: AccountID, isOn: Bool) {
        self.account = account
        self.service = service
        self.isOn = isOn
    }

    package func declareReads(in reads: inout ReadSet) {
        // There is no row to lock before the first star, so the account's balance keeps two of them apart.
        reads.balances.insert(account)
        reads.load(Favourites.self, account)
    }

    package func execute(in scope: inout Scope) throws(FavouriteRefusal) {
        let known = scope[Favourites.self, account]
        var favourites = known ?? Favourites(of: account)
        try favourites.set(service, isOn: isOn)
        guard favourites != known ?? Favourites(of: account) else { return }
        if favourites.services.isEmpty {
            scope.delete(Favourites.self, account)
        } else {
            scope.put(favourites)
        }
    }
}
