/// Why staff can not do something with an account.
package enum AccountRefusal: Error, Hashable, Sendable {
    case unknown(AccountName)
    case exists(AccountName)
    case zeroAmount
    /// The reference belongs to a credit of another account or amount.
    case referenceReused(String)
    case insufficientBalance(balance: Money)
    case balanceTooLarge
    /// The account may look and change nothing.
    case suspended
    case hasNoSecondFactor
    case unknownInvitation(InvitationID)
    case password(PasswordRefusal)
}
