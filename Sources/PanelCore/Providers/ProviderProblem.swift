/// Why a provider can not be used. It never holds the key.
package enum ProviderProblem: Error, Hashable, Sendable {
    /// The text is not the address of an API.
    case unusableAddress(String)
    /// The host is this machine, or in a private network, and must not be.
    case privateAddress(host: String)
    /// The panel's secret, which keys are sealed with, is not here.
    case noSecret
    case keyNotSealed
    /// The key was sealed with another secret.
    case wrongSecret(ProviderName)
    /// It did not answer what it was asked.
    case setback(Setback)
}
