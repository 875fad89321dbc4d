/// Why something can not be somebody's password.
package enum PasswordRefusal: Error, Hashable, Sendable {
    /// In characters.
    case tooShort(least: Int)
    case tooLong(most: Int)
    /// It is among the commonest that there are.
    case common
    case sameAsName
}
