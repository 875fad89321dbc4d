package import PanelCore
import PanelStore

/// What an order would cost, and whether it would be taken.
package struct OrderQuote: Sendable, Equatable {
    /// `nil` while what was sent does not say enough.
    package let price: OrderPrice?
    /// Why it would be refused as it is, apart from money and from what only shows when it is placed.
    package let refusal: APIRefusal?
    /// Why there is no price.
    package let unpriced: APIRefusal?
    package let balance: Money

    package init(price: OrderPrice?, refusal: APIRefusal?, unpriced: APIRefusal? = nil, balance: Money) {
        self.price = price
        self.refusal = refusal
        self.unpriced = unpriced
        self.balance = balance
    }

    /// What is left of the balance; `nil` when it is not enough, or the price is not known.
    package var balanceAfter: Money? {
        price.flatMap { balance.subtracting($0.charge) }.flatMap { $0.isNegative ? nil : $0 }
    }

    /// How much more than the balance it costs; `nil` when it does not.
    package var missing: Money? {
        price.flatMap { $0.charge.subtracting(balance) }.flatMap { $0 > .zero ? $0 : nil }
    }
}

extension CustomerOperations {
    /// What an order would cost that is sent like this. It is priced by the code that takes orders, and changes nothing.
    package func price(_ sent: ParameterSet) async throws -> OrderQuote {
        let balance = try await balance() ?? .zero
        var refusal: APIRefusal?
        do throws(APIRefusal) {
            _ = try OrderRequest(sent, customer: customer, catalogue: catalogue, today: now().day)
        } catch {
            refusal = error
        }
        do throws(APIRefusal) {
            let price = try OrderPrice(sent, customer: customer, catalogue: catalogue)
            return OrderQuote(price: price, refusal: refusal, balance: balance)
        } catch {
            return OrderQuote(price: nil, refusal: refusal, unpriced: error, balance: balance)
        }
    }
}
