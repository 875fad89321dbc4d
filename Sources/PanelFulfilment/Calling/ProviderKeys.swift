import PanelCore
import PanelSecrets

extension Fulfilment {
    /// The key of the provider's API, which is stored sealed.
    func key(of provider: Provider) throws(ProviderProblem) -> String {
        guard let sealer else { throw .noSecret }
        do throws(SealingProblem) {
            return try sealer.open(provider.sealedKey, for: .providerKey(provider.name))
        } catch {
            throw ProviderProblem(error, of: provider.name)
        }
    }
}

extension ProviderProblem {
    /// What is wrong with the sealed key of a provider.
    init(_ problem: SealingProblem, of name: ProviderName) {
        switch problem {
        case .notSealed: self = .keyNotSealed
        case .wrongSecret: self = .wrongSecret(name)
        }
    }
}
