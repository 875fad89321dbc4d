/// Why text can not be sealed or opened with the panel's secret.
package enum SealingProblem: Error, Hashable, Sendable {
    case notSealed
    /// The text was sealed with another secret, or for something else.
    case wrongSecret
}

/// The panel's secret is so short that it could be guessed.
package struct SecretTooShort: Error, Hashable, Sendable {
    /// How many bytes it must have.
    package let least: Int

    package init(least: Int) {
        self.least = least
    }
}
