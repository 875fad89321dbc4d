import PanelCore
import PanelStore
import Testing

// Cancel requests, and what staff report of orders.
extension StoreConformance {
    static let cancels: [StoreScenario] = [
        StoreScenario("a pending order is canceled and refunded once, however often it is asked", cancelPending),
        StoreScenario("10 tasks canceling one order refund it once", cancelConcurrently),
        StoreScenario("an order that was handed on keeps its charge until its outcome", cancelHandedOn),
        StoreScenario("what can not be canceled is refused by itself", cancelRefusals),
    ]

    static let outcomes: [StoreScenario] = [
        StoreScenario("a partial order gives back what remains, once", partialRefunds),
        StoreScenario("an outcome is corrected by the difference, in the customer's favour only", corrections),
        StoreScenario("20 reports of one outcome refund once", reportedConcurrently),
        StoreScenario("parts of a charge are rounded half up to a millionth", partsAreRounded),
        StoreScenario("a report that can not be is refused and changes nothing", impossibleReports),
    ]

    private static func cancelPending(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let service = try await panel.service()
        let id = try await panel.place(service, for: alice)
        let kept = try await panel.place(service, for: alice)
        for hours in 1...3 {
            #expect(try await panel.cancel([id, id], by: alice, at: .noon(plusHours: Int64(hours))).isEmpty)
        }
        let order = try await panel.order(id).order
        #expect((order.status, order.refunded, order.refundCount) == (.canceled, .of("2.5"), 1))
        #expect(order.cancelRequestedAt == .noon(plusHours: 1))
        #expect((order.updatedAt, order.finishedAt) == (.noon(plusHours: 1), .noon(plusHours: 1)))
        #expect(try await panel.balance(alice) == .of("2.5"))
        #expect(try await panel.order(kept).order.status == .pending)
    }

    private static func cancelConcurrently(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "2.5")
        let service = try await panel.service()
        let id = try await panel.place(service, for: alice)
        let refusals = try await simultaneously(10) { _ in try await panel.cancel([id], by: alice) }
        #expect(refusals.allSatisfy { $0.isEmpty })
        #expect(try await panel.balance(alice) == .of("2.5"))
    }

    private static func cancelHandedOn(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let service = try await panel.service()
        let ids = [try await panel.place(service, for: alice), try await panel.place(service, for: alice)]
        try await panel.perform(panel.updating(ids[0], of: alice, .processing))
        try await panel.perform(panel.updating(ids[1], of: alice, .inProgress, startCount: 7))
        for _ in 0..<2 { #expect(try await panel.cancel(ids, by: alice, at: .noon(plusHours: 1)).isEmpty) }
        for id in ids {
            let order = try await panel.order(id).order
            #expect((order.cancelRequestedAt, order.refunded) == (.noon(plusHours: 1), .zero))
        }
        #expect(try await panel.balance(alice) == .zero)
        try await panel.perform(panel.updating(ids[0], of: alice, .canceled))
        try await panel.perform(panel.updating(ids[1], of: alice, .completed))
        #expect(try await panel.balance(alice) == .of("2.5"))
    }

    private static func cancelRefusals(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let bob = try await panel.account("bob", balance: "100")
        let service = try await panel.service()
        let final = try await panel.service(2) { $0.offersCancel = false }
        let good = try await panel.place(service, for: alice)
        let completed = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(completed, of: alice, .completed))
        let notOffered = try await panel.place(final, for: alice)
        let bobs = try await panel.place(service, for: bob)
        let unknown = OrderID(rawValue: 999)
        let refusals = try await panel.cancel([unknown, notOffered, good, completed, bobs], by: alice)
        #expect(
            refusals == [
                unknown: .unknownOrder, bobs: .unknownOrder, notOffered: .cancelUnavailable,
                completed: .cancelUnavailable,
            ]
        )
        #expect(try await panel.order(good).order.status == .canceled)
        #expect(try await panel.order(bobs).order.status == .pending)
        #expect(try await panel.balance(alice) == .of("95"))
        #expect(try await panel.balance(bob) == .of("97.5"))
    }

    // MARK: Outcomes

    private static func partialRefunds(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "2.5")
        let service = try await panel.service()
        let id = try await panel.place(service, for: alice)
        let report = panel.updating(id, of: alice, .partial, remains: 400, at: .noon(plusHours: 1))
        for _ in 0..<3 {
            let order = try await panel.perform(report)
            #expect((order.refunded, order.refundCount) == (.of("1"), 1))
        }
        // Reported later, and again without the remains: nothing changes, not even the time.
        let later = panel.updating(id, of: alice, .partial, at: .noon(plusHours: 2))
        #expect(try await panel.perform(later).updatedAt == .noon(plusHours: 1))
        #expect(try await panel.balance(alice) == .of("1"))
        let states = try await panel.store.orderStates([id], of: alice.id)
        let expected = OrderState(status: .partial, netCharge: .of("1.5"), startCount: 0, remains: 400)
        #expect(states == [id: expected])
    }

    private static func corrections(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "2.5")
        let service = try await panel.service()
        let id = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(id, of: alice, .completed, at: .noon(plusHours: 1)))
        #expect(try await panel.order(id).order.remains == 0)
        try await panel.perform(panel.updating(id, of: alice, .partial, remains: 400, at: .noon(plusHours: 2)))
        #expect(try await panel.balance(alice) == .of("1"))
        try await panel.perform(panel.updating(id, of: alice, remains: 600))
        #expect(try await panel.balance(alice) == .of("1.5"))
        let before = try await panel.order(id)
        let fewer = panel.updating(id, of: alice, remains: 300)
        #expect(
            try await panel.refusal(of: fewer)
                == .order(.outcome(.wouldTakeBack(refunded: .of("1.5"), due: .of("0.75"))))
        )
        for status in [OrderStatus.completed, .inProgress, .pending] {
            let back = panel.updating(id, of: alice, status)
            #expect(
                try await panel.refusal(of: back) == .order(.outcome(.illegalTransition(from: .partial, to: status)))
            )
        }
        #expect(try await panel.order(id) == before)
        try await panel.perform(panel.updating(id, of: alice, .canceled))
        let order = try await panel.order(id).order
        #expect((order.refunded, order.refundCount) == (.of("2.5"), 3))
        #expect(order.finishedAt == .noon(plusHours: 1))
        #expect(try await panel.balance(alice) == .of("2.5"))
        for status in [OrderStatus.partial, .completed] {
            let back = panel.updating(id, of: alice, status, remains: 1)
            #expect(
                try await panel.refusal(of: back) == .order(.outcome(.illegalTransition(from: .canceled, to: status)))
            )
        }
    }

    private static func reportedConcurrently(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let service = try await panel.service()
        let ids = [try await panel.place(service, for: alice), try await panel.place(service, for: alice)]
        _ = try await simultaneously(20) { number in
            number % 2 == 0
                ? try await panel.perform(panel.updating(ids[0], of: alice, .partial, remains: 400))
                : try await panel.perform(panel.updating(ids[1], of: alice, .canceled))
        }
        #expect(try await panel.balance(alice) == .of("3.5"))
        for id in ids { #expect(try await panel.order(id).order.refundCount == 1) }
    }

    private static func partsAreRounded(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10000")
        // 1 millionth a piece and less: parts that are no whole millionths.
        let service = try await panel.service {
            $0.rate = .of("0.000777")
            $0.minimum = 1
            $0.maximum = 2_000_000_000
        }
        for quantity in [1, 3, 7, 643, 644, 9_999, 1_999_999_999] as [Int64] {
            for remains in [1, quantity / 2, quantity - 1, quantity] where remains > 0 {
                let id = try await panel.place(service, for: alice, quantity: quantity)
                let order = try await panel.perform(panel.updating(id, of: alice, .partial, remains: remains))
                #expect(order.refunded == order.charge.scaled(by: remains, over: quantity))
                #expect(order.refundCount == (order.refunded == .zero ? 0 : 1))
            }
        }
    }

    private static func impossibleReports(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "10")
        let bob = try await panel.account("bob")
        let service = try await panel.service()
        let id = try await panel.place(service, for: alice)
        try await panel.perform(panel.updating(id, of: alice, .processing))
        let before = try await panel.order(id)
        let unknown = OrderID(rawValue: 99)
        let cases: [(UpdateOrder, OrderHandlingRefusal)] = [
            (panel.updating(id, of: alice), .outcome(.nothingToChange)),
            (panel.updating(unknown, of: alice, .completed), .unknown(unknown)),
            (panel.updating(id, of: bob, .canceled), .unknown(id)),
            (panel.updating(id, of: alice, .pending), .outcome(.illegalTransition(from: .processing, to: .pending))),
            (panel.updating(id, of: alice, startCount: -1), .outcome(.negativeStartCount)),
            (panel.updating(id, of: alice, remains: 1001), .outcome(.remainsOutOfRange(quantity: 1000))),
            (panel.updating(id, of: alice, remains: -1), .outcome(.remainsOutOfRange(quantity: 1000))),
            (panel.updating(id, of: alice, .partial), .outcome(.partialWithoutRemains(quantity: 1000))),
            (panel.updating(id, of: alice, .partial, remains: 0), .outcome(.partialWithoutRemains(quantity: 1000))),
        ]
        for (command, refusal) in cases { #expect(try await panel.refusal(of: command) == .order(refusal)) }
        #expect(try await panel.order(id) == before)
        #expect(try await panel.balance(alice) == .of("7.5"))
    }
}
