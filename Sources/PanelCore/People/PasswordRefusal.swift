/// Why something can not become a password.
package enum PasswordRefusal: Error, Hashable, Sendable {
    /// It has less than so many characters.
    case tooShort(least: Int)
    /// It has more than so many characters.
    case tooLong(most: Int)
    /// It is among those that are tried first.
    case common
    /// It is the name of the account that it is for.
    case sameAsName
}

/// How long a password may be.
package enum PasswordLength {
    /// In characters, as a person counts them.
    package static let least = 10
    package static let most = 128
    /// In bytes of UTF-8: a character can have any number of them.
    package static let mostBytes = 4 * most

    package static func check(_ password: String) throws(PasswordRefusal) {
        // Bytes are counted at once. Characters are not, so they are only counted in what is short enough.
        guard password.utf8.count <= mostBytes else { throw .tooLong(most: most) }
        let count = password.count
        guard count >= least else { throw .tooShort(least: least) }
        guard count <= most else { throw .tooLong(most: most) }
    }
}
