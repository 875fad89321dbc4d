import Hummingbird
import PanelCore
import PanelWire
import Synchronization

/// The answers to `services`, encoded once per price list and version of the catalogue.
final class PriceLists: Sendable {
    /// Whom a price list is for.
    private enum Key: Hashable {
        /// Everybody with this discount and no own rates.
        case discount(Discount)
        /// One customer with own rates.
        case own(AccountID)
    }

    private struct State {
        var version: SettingsVersion?
        var answers: [Key: ByteBuffer] = [:]
    }

    /// Most answers kept. When there are more, all are made anew.
    private static let mostAnswers = 64

    private let state = Mutex(State())

    func answer(for customer: Customer, catalogue: Catalogue) -> ByteBuffer {
        let key: Key =
            customer.ownRates.isEmpty ? .discount(customer.account.discount) : .own(customer.account.id)
        let known = state.withLock { $0.version == catalogue.version ? $0.answers[key] : nil }
        if let known { return known }
        let answer = ByteBuffer(
            bytes: Answers.services(catalogue.services.filter(\.isOffered), rate: customer.rate(of:))
        )
        state.withLock { state in
            if state.version != catalogue.version || state.answers.count >= PriceLists.mostAnswers {
                state = State(version: catalogue.version)
            }
            state.answers[key] = answer
        }
        return answer
    }
}
