/// Who can own money in the books.
///
/// House accounts have no stored balance: theirs is the sum of their transfers, so that no order waits for a row
/// that every other order changes too.
package enum LedgerAccount: Hashable, Sendable {
    /// What a customer has paid in and not spent.
    case customer(AccountID)
    /// What customers have paid for orders, net of refunds.
    case sales
    /// What came in from outside; its balance is minus the sum of all deposits.
    case deposits
    /// Corrections that staff made by hand.
    case adjustments
    /// What providers took for orders, net of what they gave back.
    case providerCost
    /// What the house has with a provider; its balance is minus the sum of what that provider took.
    case provider(ProviderID)

    /// Those of the house that are no provider's.
    package static let house: [LedgerAccount] = [.sales, .deposits, .adjustments, .providerCost]

    /// The number that stands for it in storage: customers have positive ones.
    package var code: Int64 {
        switch self {
        case .customer(let id): id.rawValue
        case .sales: -1
        case .deposits: -2
        case .adjustments: -3
        case .providerCost: -4
        case .provider(let id): LedgerAccount.firstProviderCode - id.rawValue
        }
    }

    /// The accounts of providers have codes below this one.
    package static let firstProviderCode: Int64 = -1_000_000
}
