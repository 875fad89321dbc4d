import PanelCore
import PanelTesting
import Testing

/// The arithmetic that customers are shown is what the books did.
struct RefundReckoningTests {
    @Test func theFormulaIsWhatTheBooksGaveBack() {
        var random = Seeded(7)
        var rounded = 0
        for _ in 0..<2000 {
            let quantity = Int64.random(in: 2...1_000_000, using: &random)
            let charge = Money(micros: Int64.random(in: 1...5_000_000_000, using: &random))
            let remains = Int64.random(in: 1..<quantity, using: &random)
            let store = MemoryStore(
                orders: [.sample(quantity: quantity, charge: charge.description, status: .inProgress)]
            )
            _ = store.run(update(.partial, remains: remains))
            guard let order = store.orders[OrderID(rawValue: 1)] else { return #expect(Bool(false)) }
            guard let refund = store.transfers.first?.amount else { continue }
            let reckoning = RefundReckoning(of: refund, for: order)
            #expect(reckoning?.charge == charge && reckoning?.undelivered == remains)
            #expect(reckoning?.quantity == quantity && reckoning?.refund == refund)
            // To the last digit: off by half a millionth at most, and not at all where it is not said to be rounded.
            let exact = Int128(charge.micros) * Int128(remains)
            let off = Int128(refund.micros) * Int128(quantity) - exact
            #expect(abs(off) * 2 <= Int128(quantity))
            #expect(reckoning?.isRounded == (off != 0))
            rounded += off == 0 ? 0 : 1
        }
        #expect(rounded > 100)
    }

    @Test func whatIsNotReckonedSoHasNoFormula() {
        let half = Order.sample(status: .partial, remains: 500, refunded: "5")
        #expect(RefundReckoning(of: money("5"), for: half) != nil)
        #expect(RefundReckoning(of: money("4"), for: half) == nil)
        #expect(
            RefundReckoning(of: money("10"), for: .sample(status: .canceled, remains: 1000, refunded: "10")) == nil
        )
        // What staff know better, in two steps.
        let store = MemoryStore(orders: [.sample(status: .inProgress)])
        _ = store.run(update(.partial, remains: 300))
        _ = store.run(update(.partial, remains: 500))
        guard let order = store.orders[OrderID(rawValue: 1)] else { return #expect(Bool(false)) }
        #expect(order.refundCount == 2)
        for refund in [money("3"), money("2"), money("5")] { #expect(RefundReckoning(of: refund, for: order) == nil) }
    }
}
