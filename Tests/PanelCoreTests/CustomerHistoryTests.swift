import PanelCore
import PanelTesting
import Testing

/// What a customer is told of an order's way.
struct CustomerHistoryTests {
    private static let secret = "Secret Provider 0.0007"

    @Test func attemptsAndProvidersAreNobodysBusiness() {
        let history = history(
            .sample(status: .inProgress, remains: 400),
            [
                .submitting(sent: KeptText(Self.secret)), .refused(KeptText(Self.secret), httpStatus: 500),
                .submitting(sent: KeptText(Self.secret)), .busy(retryAfter: 3), .notSent(CallFailure(.timedOut)),
                .accepted(UpstreamID(unchecked: Self.secret)),
                .reported(UpstreamReport(statusText: "In progress", charge: money("0.0007"))),
                .accepted(UpstreamID(unchecked: Self.secret)), .reported(UpstreamReport(statusText: "In progress")),
                .attention([.noted(KeptText(Self.secret))]), .cancelRefused(KeptText(Self.secret)),
            ]
        )
        #expect(
            history.entries.map(\.what) == [
                .cancelRefused, .started(startCount: nil), .accepted, .placed(charge: money("10")),
            ]
        )
        #expect(!"\(history)".contains("Secret"))
    }

    @Test func doubtIsSaidWhileItIsThere() {
        let doubt = [OrderEvent.Payload.uncertain(.attemptLost), .held([.restored])]
        let held = history(.sample(), doubt, states: [.held])
        #expect(held.isBeingChecked)
        #expect(held.entries.map(\.what) == [.beingChecked, .placed(charge: money("10"))])
        #expect(held.entries.first?.at == noon.adding(hours: 2))
        // It was found, and goes on as if nothing had been.
        let found = history(
            .sample(),
            doubt + [.linked(UpstreamID(unchecked: "1"), note: KeptText("x"))],
            states: [.accepted]
        )
        #expect(!found.isBeingChecked)
        #expect(found.entries.map(\.what) == [.accepted, .placed(charge: money("10"))])
        // Given back by staff: the outcome says it.
        let ended = history(.settled(.canceled), doubt, states: [.held])
        #expect(!ended.isBeingChecked)
    }

    @Test func refundsAndRefillsAreInIt() {
        let order = Order.sample(status: .partial, remains: 500, refunded: "5")
        let refund = Transfer(
            cause: .orderRefund(order.id, number: 1),
            source: .sales,
            destination: .customer(alice),
            amount: money("5"),
            at: noon
        )
        let refills = [
            Refill(
                id: refill(2),
                order: order.id,
                account: alice,
                createdAt: noon.adding(hours: 5),
                status: .rejected,
                updatedAt: noon.adding(hours: 6)
            ),
            Refill(id: refill(3), order: order.id, account: alice, createdAt: noon.adding(hours: 7)),
        ]
        let history = CustomerHistory(of: order, events: [], submissions: [], refunds: [refund], refills: refills)
        #expect(
            history.entries.map(\.what) == [
                .refillRequested(refill(3)), .refillEnded(refill(2), .rejected), .refillRequested(refill(2)),
                .refunded(money("5"), RefundReckoning(of: money("5"), for: order)),
                .ended(.partial, delivered: 500, undelivered: 500), .placed(charge: money("10")),
            ]
        )
    }

    /// One event an hour, from noon on.
    private func history(
        _ order: Order,
        _ events: [OrderEvent.Payload],
        states: [Submission.State] = [.accepted]
    ) -> CustomerHistory {
        CustomerHistory(
            of: order,
            events: events.enumerated().map { index, what in
                OrderEvent(
                    id: EventID(rawValue: Int64(index) + 1),
                    order: order.id,
                    at: noon.adding(hours: Int64(index) + 1),
                    what: what
                )
            },
            submissions: states.map { state in
                Submission(
                    key: .first(of: order.id),
                    service: order.service,
                    quantity: order.quantity,
                    createdAt: noon,
                    state: state,
                    dueAt: noon,
                    destination: nil
                )
            },
            refunds: [],
            refills: []
        )
    }
}
